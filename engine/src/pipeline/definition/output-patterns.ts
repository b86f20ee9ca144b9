import * as path from 'node:path/posix'
import { overlaps, type RepoPath } from '../../foundation/base/index.ts'
import type { Value } from '../../foundation/formats/index.ts'
import { outputLists } from './schema.ts'

/** Whether what is at a path, a file or something else, may be, lie in or contain one of some outputs. */
export type MayMake = (path: string, isFile: boolean) => boolean

export const makesAnything: MayMake = () => true
export const makesNothing: MayMake = () => false

/**
 * What the fields of a stage or group let it make, before any `${…}` is replaced: an expression may stand for everything.
 * Fields that are not as they should be may make anything.
 */
export function mayMakeOf(fields: Value | undefined, directory: RepoPath): MayMake {
  if (!(fields instanceof Map)) return makesAnything
  const inner = fields.get('do')
  if (inner !== undefined) return mayMakeOf(inner, directory)
  const wdir = fields.get('wdir') ?? '.'
  const texts = outputLists.map((key) => textsIn(fields.get(key)))
  if (typeof wdir !== 'string' || texts.includes(undefined)) return makesAnything
  const patterns = texts.flatMap((some) => some ?? []).map((text) => patternOf(directory, wdir, text))
  return (place, isFile) => patterns.some((pattern) => matches(pattern, place, isFile))
}

function textsIn(list: Value | undefined): string[] | undefined {
  if (list === undefined) return []
  if (!Array.isArray(list)) return undefined
  const keys = list.flatMap((item) => (item instanceof Map ? [...item.keys()] : [item]))
  return keys.every((key) => typeof key === 'string') ? keys : undefined
}

/** Stands for whatever an expression may become. */
const anything = '\0'

function patternOf(directory: RepoPath, wdir: string, text: string): string {
  const open = (part: string) => part.replace(/\$\{[^}]*\}/g, anything)
  const joined = path.join(directory || '.', open(wdir), open(text))
  const isLost = `${wdir}/${text}`.includes('..') && open(`${wdir}${text}`).includes(anything)
  return isLost || text.startsWith('/') || wdir.startsWith('/') ? anything : joined
}

function matches(pattern: string, place: string, isFile: boolean): boolean {
  if (!pattern.includes(anything)) return overlaps(pattern, place)
  const pieces = pattern.split(anything)
  if (hasPieces(place, pieces)) return true
  const begin = pieces[0]!
  return !isFile && (place.startsWith(begin) || begin.startsWith(`${place}/`))
}

/** Whether a path, or a directory above it, is these pieces with whatever between them. Looks at each character once or so. */
function hasPieces(place: string, pieces: readonly string[]): boolean {
  const [first = '', ...others] = pieces
  if (!place.startsWith(first)) return false
  const last = others.pop() ?? ''
  let at = first.length
  for (const piece of others) {
    const found = place.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  for (let found = place.indexOf(last, at); found >= 0; found = place.indexOf(last, found + 1)) {
    const end = found + last.length
    if (end === place.length || place[end] === '/') return true
  }
  return false
}
