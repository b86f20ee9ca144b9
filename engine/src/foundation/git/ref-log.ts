import { absolutePath } from '../base/index.ts'
import type { FileSystem } from '../system/index.ts'
import type { GitPlaces } from './refs.ts'

/** What a ref has been, oldest first, as far as its log tells. */
export function readRefLog(files: FileSystem, places: GitPlaces, ref: string): string[] {
  return linesIn(files.readText(logOf(places, ref))).map(newIdOf)
}

/**
 * Takes an entry out of the log of a ref that is a stack, such as a stash, and lets the ref be what is on top then. It is `gone` if
 * there is no such entry, `last` if there is no other: then the ref has to go. `busy`: somebody else changes it.
 */
export function dropFromRefLog(
  files: FileSystem,
  places: GitPlaces,
  ref: string,
  id: string,
): 'dropped' | 'gone' | 'last' | 'busy' {
  const place = absolutePath(places.commonDirectory, ref)
  const lock = absolutePath(`${place}.lock`)
  if (!files.writeNew(lock, '')) return 'busy'
  try {
    const lines = linesIn(files.readText(logOf(places, ref)))
    const kept = lines.filter((line) => newIdOf(line) !== id)
    if (kept.length === lines.length) return 'gone'
    if (kept.length === 0) return 'last'
    files.writeAtomic(logOf(places, ref), joined(kept))
    files.writeAtomic(place, `${newIdOf(kept.at(-1)!)}\n`)
    return 'dropped'
  } finally {
    files.remove(lock)
  }
}

function logOf({ commonDirectory }: GitPlaces, ref: string) {
  return absolutePath(commonDirectory, `logs/${ref}`)
}

function linesIn(text: string | undefined): string[] {
  return (text ?? '').split('\n').filter((line) => /^[0-9a-f]+ [0-9a-f]+ /.test(line))
}

function newIdOf(line: string): string {
  return line.split(' ', 2)[1]!
}

/** Each line begins with what the one before ended with. */
function joined(lines: readonly string[]): string {
  const fixed = lines.map((line, i) => (i === 0 ? line : line.replace(/^[0-9a-f]+/, newIdOf(lines[i - 1]!))))
  return `${fixed.join('\n')}\n`
}
