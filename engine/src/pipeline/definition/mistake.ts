import { Failure, type FailureCode, type FilePlace, type RepoPath } from '../../foundation/base/index.ts'
import { shapeHeadline } from '../../foundation/schema/index.ts'
import type { MayMake } from './output-patterns.ts'

/** Something wrong in a `dvc.yaml`: what, and where it stands. */
export interface Mistake {
  readonly code: FailureCode
  /** For people, in DVC's words where it has some. */
  readonly message: string
  readonly place?: FilePlace
  /** The lines around that place. */
  frame?(): string
  readonly hint?: string
  /** Whether it is about the shape of the file. */
  readonly isShape: boolean
}

/** A part of a `dvc.yaml` that is not used because of its mistakes. */
export interface BrokenPart {
  readonly file: RepoPath
  /** `list`: one of the lists and mappings beside the stages. */
  readonly extent: 'file' | 'stage' | 'list'
  /** The stage or group, or the key of the list; empty for the file. */
  readonly name: string
  readonly mistakes: readonly Mistake[]
  /** Whether it may make what is at a path, a part of it, or something around it; if nobody can tell, it may. */
  readonly mayMake: MayMake
}

/** What went wrong elsewhere while a `dvc.yaml` was read. */
export function mistakeOf({ code, message, excerpt, hint, place }: Failure): Mistake {
  return {
    code,
    message,
    isShape: false,
    ...(excerpt === undefined ? {} : { frame: () => excerpt }),
    ...(hint === undefined ? {} : { hint }),
    ...(place ? { place } : {}),
  }
}

const mostShown = 20

/** All mistakes of a file in one failure: its first line is that of the first one, in the order of DVC. */
export function failureOf(mistakes: readonly Mistake[], file: RepoPath): Failure {
  const ordered = [...mistakes.filter(({ isShape }) => isShape), ...mistakes.filter(({ isShape }) => !isShape)]
  const [first] = ordered as [Mistake]
  const shapes = ordered.filter(({ isShape }) => isShape).length
  const message = shapes > 0 ? shapeHeadline(file, shapes) : first.message
  const excerpt = excerptOf(ordered, shapes === 0)
  const isCounted = shapes === ordered.length || ordered.length === 1
  const hint = isCounted ? first.hint : `Correct "${file}". It has ${ordered.length} mistakes.`
  return new Failure(first.code, message, {
    ...(excerpt === '' ? {} : { excerpt }),
    ...(hint === undefined ? {} : { hint }),
    ...(first.place ? { place: first.place } : {}),
  })
}

/** All mistakes of several files in one failure, that of the first file in front. */
export function failureOfParts(parts: readonly BrokenPart[]): Failure {
  const files = [...new Set(parts.map(({ file }) => file))]
  const failures = files.map((file) => failureOf(mistakesIn(parts, file), file))
  const [first, ...others] = failures as [Failure, ...Failure[]]
  if (others.length === 0) return first
  const texts = [first.excerpt, ...others.flatMap(({ message, excerpt }) => [message, excerpt])].filter(isText)
  const { code, message, place } = first
  const hint = `Correct ${files.map((file) => `"${file}"`).join(', ')}.`
  return new Failure(code, message, { excerpt: texts.join('\n\n'), hint, ...(place ? { place } : {}) })
}

function mistakesIn(parts: readonly BrokenPart[], file: RepoPath): Mistake[] {
  return parts.filter((part) => part.file === file).flatMap(({ mistakes }) => mistakes)
}

function excerptOf(mistakes: readonly Mistake[], isFirstTold: boolean): string {
  const shown = mistakes.slice(0, mostShown).map((mistake, index) => described(mistake, index === 0 && isFirstTold))
  const left = mistakes.length - mostShown
  return [...shown.filter((text) => text !== ''), ...(left > 0 ? [`${left} more; to see all: sterna check`] : [])].join(
    '\n\n',
  )
}

function described(mistake: Mistake, isTold: boolean): string {
  const { message, place, isShape } = mistake
  const frame = mistake.frame?.()
  if (isShape)
    return [place ? `${message}, line ${place.line}, column ${place.column}` : message, frame].filter(isText).join('\n')
  const where = place && `${place.file}, line ${place.line}, column ${place.column}`
  return [isTold ? undefined : message, where, frame].filter(isText).join('\n')
}

function isText(text: string | undefined): text is string {
  return text !== undefined
}
