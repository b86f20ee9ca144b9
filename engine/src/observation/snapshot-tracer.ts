import { absolutePath, pathInside, type RepoPath } from '../foundation/base/index.ts'
import type { ObservationContext } from './observation-context.ts'
import { filesBelow, takeSnapshot, writtenBetween } from './snapshot.ts'
import type { FileUse } from './trace/file-uses.ts'
import type { TracedProgram, Tracer } from './tracer.ts'

/** Compares the work tree before and after. What was read is not seen: files that the command names are taken for that. */
export function snapshotTracer(context: ObservationContext, { words, directory }: TracedProgram): Tracer {
  const before = takeSnapshot(context)
  const named = new Set(words.flatMap((word) => filesNamed(context, directory, word)))
  return {
    kind: 'snapshot',
    around: (program) => program,
    end() {
      const written = new Set(writtenBetween(before, takeSnapshot(context)))
      const uses = new Map<string, FileUse>()
      for (const file of named) uses.set(absolutePath(context.root, file), useOf(true, written.has(file)))
      for (const file of written) if (!named.has(file)) uses.set(absolutePath(context.root, file), useOf(false, true))
      return uses
    },
  }
}

/** One that is named and written may well be only written: that is what outputs that the command names are. */
function useOf(isNamed: boolean, isWritten: boolean): FileUse {
  return { isRead: isNamed && !isWritten, isWritten, isKept: false }
}

/** The file, or the files of the directory, that a word of the command names, also behind `=`. */
function filesNamed(context: ObservationContext, directory: string, word: string): RepoPath[] {
  return [...new Set([word, word.slice(word.indexOf('=') + 1)])].flatMap((text) => {
    const place = absolutePath(directory, text)
    const path = pathInside(context.root, place)
    if (text === '' || path === undefined || path === '') return []
    const kind = context.files.stat(place)?.kind
    return kind === 'directory' ? [...filesBelow(context, path)] : kind === 'file' ? [path] : []
  })
}
