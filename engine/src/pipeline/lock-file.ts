import type { RepoPath } from '../foundation/base/index.ts'
import { editYaml, readYaml, renderYaml, type Value, type ValueMap } from '../foundation/formats/index.ts'
import { numberAnchors } from './anchor-numbers.ts'
import { entryPlaces, lockFileFrame } from './entry-places.ts'
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
 * The text with the entry of one stage set: at its old place, or as the last one, but before the `later` ones. `changed`
 * says whether the entry says something new. The other entries keep their bytes. The time is linear in the text, without parsing it, unless the
 * text is written in an unusual way.
 */
export function replaceLockEntry(
  text: string | undefined,
  file: RepoPath,
  name: string,
  entry: LockEntry,
  later?: ReadonlySet<string>,
): { readonly text: string; readonly changed: boolean } {
  if (text === undefined || text.trim() === '') return { text: renderLockFile(new Map([[name, entry]])), changed: true }
  const places = entryPlaces(text)
  if (!places) return editEntry(text, file, name, entry)
  const written = renderLockFile(new Map([[name, entry]])).slice(lockFileFrame.length)
  const place = places.find((candidate) => candidate.name === name)
  if (!place) {
    const next = later && places.find((candidate) => later.has(candidate.name))
    return { text: withNewEntry(text, next?.start ?? places.at(-1)?.end ?? text.length, written), changed: true }
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

function withNewEntry(text: string, end: number, written: string): string {
  const before = text.slice(0, end)
  return numberAnchors(`${before}${before.endsWith('\n') ? '' : '\n'}${written}${text.slice(end)}`)
}

function entryIn(text: string, file: RepoPath, name: string): LockEntry {
  return readLockFile(lockFileFrame + text, file).get(name) as LockEntry
}
