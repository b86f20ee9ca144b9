import { contentEntry, listedFilesValue, type RecordedContent, recordedContent } from '../data/index.ts'
import { compareCodePoints } from '../foundation/base/index.ts'
import { equalLikePython, type Scalar, type Value, type ValueMap } from '../foundation/formats/index.ts'
import type { Command } from './definition/index.ts'

/** What the lock file holds of a stage: the state in which its outputs were made. */
export interface LockEntry {
  readonly cmd: Command
  readonly deps: readonly LockedFile[]
  /** By params file as written in the stage: dotted key and value. */
  readonly params: ReadonlyMap<string, ReadonlyMap<string, Value>>
  readonly outs: readonly LockedFile[]
}

/** All of an entry that is known before the command runs. */
export type LockedInputs = Pick<LockEntry, 'cmd' | 'deps' | 'params'>

export interface LockedFile {
  /** As the stage writes it. */
  readonly path: string
  /** Undefined if nothing was recorded, or something else than an MD5. */
  readonly content: RecordedContent | undefined
  /** Hashed by DVC 2, line ends normalised; recorded without `hash: md5`. */
  readonly isLegacy: boolean
  /** Whatever else is recorded, such as `etag`, `version_id`, `dataset`. */
  readonly details?: ValueMap
}

/** The state of a stage in the order in which it is recorded: by path, `params.yaml` first, keys sorted. */
export function lockEntry(state: LockEntry): LockEntry {
  return {
    cmd: state.cmd,
    deps: byPath(state.deps),
    params: sortedParams(state.params),
    outs: byPath(state.outs),
  }
}

/** The entry as it stands in the lock file and in the run cache: in its order, empty parts left out. */
export function lockEntryValue(state: LockEntry): ValueMap {
  const entry = lockEntry(state)
  const value: ValueMap = new Map<Scalar, Value>([['cmd', typeof entry.cmd === 'string' ? entry.cmd : [...entry.cmd]]])
  if (entry.deps.length > 0) value.set('deps', entry.deps.map(lockedFileValue))
  if (entry.params.size > 0)
    value.set('params', new Map([...entry.params].map(([file, kept]) => [file, new Map(kept)])))
  if (entry.outs.length > 0) value.set('outs', entry.outs.map(lockedFileValue))
  return value
}

/** The entry that a checked value holds. */
export function lockEntryFrom(value: ValueMap): LockEntry {
  return {
    cmd: value.get('cmd') as string | string[],
    deps: ((value.get('deps') ?? []) as ValueMap[]).map(lockedFileFrom),
    params: (value.get('params') ?? new Map()) as ReadonlyMap<string, ReadonlyMap<string, Value>>,
    outs: ((value.get('outs') ?? []) as ValueMap[]).map(lockedFileFrom),
  }
}

/** Whether two entries say the same, numbers compared as Python compares them. */
export function equalLockEntries(a: LockEntry, b: LockEntry): boolean {
  return equalLikePython(lockEntryValue(a), lockEntryValue(b))
}

/** Whether something of it was recorded by DVC before 3.0. */
export function hasLegacy(entry: LockEntry | undefined): entry is LockEntry {
  return entry !== undefined && [...entry.deps, ...entry.outs].some(({ isLegacy, content }) => isLegacy && content)
}

/** The entry as if its hashes were those of today. */
export function asOfToday(entry: LockEntry): LockEntry {
  const today = (file: LockedFile) => ({ ...file, isLegacy: false })
  return { ...entry, deps: entry.deps.map(today), outs: entry.outs.map(today) }
}

function byPath(files: readonly LockedFile[]): LockedFile[] {
  return [...files].sort((a, b) => compareCodePoints(a.path, b.path))
}

function sortedParams(params: LockEntry['params']): LockEntry['params'] {
  const isDefault = (file: string) => file === 'params.yaml'
  const files = [...params.keys()].sort(
    (a, b) => Number(isDefault(b)) - Number(isDefault(a)) || compareCodePoints(a, b),
  )
  return new Map(files.map((file) => [file, sortedByKey(params.get(file) ?? new Map())]))
}

function sortedByKey(values: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  return new Map([...values].sort(([a], [b]) => compareCodePoints(a, b)))
}

const contentKeys: readonly Scalar[] = ['path', 'hash', 'md5', 'size', 'nfiles', 'isexec', 'cloud', 'files']

function lockedFileValue({ path, content, isLegacy, details }: LockedFile): ValueMap {
  const value: ValueMap = new Map<Scalar, Value>([['path', path]])
  if (!isLegacy) value.set('hash', 'md5')
  if (content?.listing) value.set('files', listedFilesValue(content.listing))
  else if (content) for (const [key, stated] of contentEntry(content)) value.set(key, stated)
  for (const [key, detail] of details ?? []) value.set(key, detail)
  return value
}

function lockedFileFrom(value: ValueMap): LockedFile {
  const content = recordedContent(value)
  const known = content ? contentKeys : contentKeys.slice(0, 2)
  const details: ValueMap = new Map([...value].filter(([key]) => !known.includes(key)))
  return {
    path: value.get('path') as string,
    content,
    isLegacy: !value.has('hash'),
    ...(details.size > 0 ? { details } : {}),
  }
}
