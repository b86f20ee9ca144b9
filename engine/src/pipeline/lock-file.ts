import type { RepoPath } from '../foundation/base/index.ts'
import { editYaml, readYaml, renderYaml, type Value, type ValueMap } from '../foundation/formats/index.ts'
import { hasNamedAnchors, numberAnchors } from './anchor-numbers.ts'
import { equalLockEntries, type LockEntry, lockEntryFrom, lockEntryValue } from './lock-entry.ts'
import { checkLockFile } from './lock-schema.ts'

/** The entries of a `dvc.lock`, by stage name. Throws a `Failure` that lists all its mistakes. */
export function readLockFile(text: string, file: RepoPath): ReadonlyMap<string, LockEntry> {
  const stages = checkLockFile(text, file).get('stages')
  return new Map(
    [...((stages ?? new Map()) as ValueMap)].map(([name, value]) => [String(name), lockEntryFrom(value as ValueMap)]),
  )
}

/**
 * The text with the entry of one stage set: at its old place, or as the last one. `changed` says whether the entry says
 * something new. The other entries keep their bytes. The time is linear in the text, without parsing it, unless the
 * text is written in an unusual way.
 */
export function replaceLockEntry(
  text: string | undefined,
  file: RepoPath,
  name: string,
  entry: LockEntry,
): { readonly text: string; readonly changed: boolean } {
  if (text === undefined || text.trim() === '') return { text: renderLockFile(new Map([[name, entry]])), changed: true }
  const written = renderLockFile(new Map([[name, entry]])).slice(frame.length)
  const places = placesOf(text)
  if (!places) return editEntry(text, file, name, entry)
  const place = places.find((candidate) => candidate.name === name)
  if (!place) {
    return { text: numberAnchors(insertAt(text, places.at(-1)?.end ?? text.length, written)), changed: true }
  }
  const before = text.slice(place.start, place.end)
  return {
    text: numberAnchors(text.slice(0, place.start) + written + text.slice(place.end)),
    changed: before !== written && !equalLockEntries(entryIn(before, file, name), entry),
  }
}

/** A whole lock file, as it is written when there was none. */
export function renderLockFile(entries: ReadonlyMap<string, LockEntry>): string {
  const stages: ValueMap = new Map([...entries].map(([name, entry]) => [name, lockEntryValue(entry)]))
  return renderYaml(
    new Map<string, Value>([
      ['schema', '2.0'],
      ['stages', stages],
    ]),
  )
}

/** The text without a stage's entry; undefined when it was the last one and the file has to go. */
export function removeLockEntry(text: string, file: RepoPath, name: string): string | undefined {
  const value = checkLockFile(text, file)
  const stages = value.get('stages')
  if (!(stages instanceof Map) || !stages.has(name)) return text
  const rest: ValueMap = new Map([...stages].filter(([key]) => key !== name))
  return rest.size === 0 ? undefined : editYaml(text, new Map(value).set('stages', rest), file)
}

const frame = "schema: '2.0'\nstages:\n"

interface Place {
  readonly name: string
  /** Index of the first character of its first line, and of the first one after its last line. */
  readonly start: number
  readonly end: number
}

/** Where each entry stands in a text of plain block style; undefined for texts that need a real parser. */
function placesOf(text: string): Place[] | undefined {
  const start = text.startsWith(frame) ? frame.length : text.indexOf('\nstages:\n') + '\nstages:\n'.length
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

function placesBetween(starts: readonly { name: string; start: number }[], end: number): Place[] {
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

function insertAt(text: string, index: number, addition: string): string {
  const before = text.slice(0, index)
  return `${before}${before.endsWith('\n') ? '' : '\n'}${addition}${text.slice(index)}`
}

function entryIn(text: string, file: RepoPath, name: string): LockEntry {
  return readLockFile(frame + text, file).get(name) as LockEntry
}

function editEntry(text: string, file: RepoPath, name: string, entry: LockEntry): { text: string; changed: boolean } {
  const value = readYaml(text, file) as ValueMap
  const old = readLockFile(text, file).get(name)
  const stages: ValueMap = new Map((value.get('stages') as ValueMap | undefined) ?? [])
  stages.set(name, lockEntryValue(entry))
  return {
    text: editYaml(text, new Map(value).set('stages', stages), file),
    changed: old === undefined || !equalLockEntries(old, entry),
  }
}
