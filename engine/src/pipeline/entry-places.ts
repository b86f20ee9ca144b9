import { hasNamedAnchors } from './anchor-numbers.ts'

/** What a lock file starts with, before its first entry. */
export const lockFileFrame = "schema: '2.0'\nstages:\n"

/** Where a stage's entry stands in the text of a lock file. */
export interface EntryPlace {
  readonly name: string
  /** Index of the first character of its first line, and of the first one after its last line. */
  readonly start: number
  readonly end: number
}

/** Where each entry stands in a text of plain block style; undefined for texts that need a real parser. */
export function entryPlaces(text: string): EntryPlace[] | undefined {
  const start = text.startsWith(lockFileFrame)
    ? lockFileFrame.length
    : text.indexOf('\nstages:\n') + '\nstages:\n'.length
  if (start < '\nstages:\n'.length || /<<:|\r/.test(text) || hasNamedAnchors(text)) return undefined
  const starts: { name: string; start: number }[] = []
  for (const line of linesAtStageLevel(text, start)) {
    if (line.text === undefined) return placesBetween(starts, line.start)
    const name = plainKey(line.text)
    if (name === undefined) return undefined
    starts.push({ name, start: line.start })
  }
  return placesBetween(starts, text.length)
}

/** The lines with two spaces before their first character, until one without any, which comes last and without text. */
function* linesAtStageLevel(
  text: string,
  start: number,
): Generator<{ text: string | undefined; start: number }, undefined> {
  const shallow = /^(?: {2}(\S.*)| ?\S.*)$/gm
  shallow.lastIndex = start
  for (let found = shallow.exec(text); found; found = shallow.exec(text)) {
    yield { text: found[1], start: found.index }
    if (found[1] === undefined) return
  }
}

function placesBetween(starts: readonly { name: string; start: number }[], end: number): EntryPlace[] {
  return starts.map((place, i) => ({ ...place, end: starts[i + 1]?.start ?? end }))
}

/** `name` of the line `name:`, `'name':` or `"name":`; undefined for a comment, an escaped key, or a value on the same line. */
function plainKey(line: string): string | undefined {
  const single = /^'((?:[^']|'')*)':$/.exec(line)
  if (single) return single[1]?.replaceAll("''", "'")
  const double = /^"([^"\\]*)":$/.exec(line)
  if (double) return double[1]
  const isPlain = /^[^\s'"#?&*!|>%@`{[].*:$/.test(line) && !/: | #/.test(line)
  return isPlain ? line.slice(0, -1) : undefined
}
