import { editYaml, renderYaml, type Scalar, type Value, type ValueMap } from '../../foundation/formats/index.ts'
import { type DvcFile, outputEntry } from '../dvc-file.ts'
import type { RecordedContent } from '../tracked-stage.ts'
import { importChecksum } from './checksum.ts'
import type { SourceSettings } from './origin.ts'
import { dependencyEntry, listedVersions, type SourceState } from './source-state.ts'

/** What the `.dvc` file of an import says. */
export interface ImportRecord {
  /** The output, as the file writes it. */
  readonly name: string
  readonly dependency: ValueMap
  /** Undefined as long as the data has not been got. */
  readonly content: RecordedContent | undefined
  /**
   * `none` for an import that has never been looked at; `kept` leaves the one there is; `with-old-data` is what DVC
   * writes when data goes: that of a file which still has it.
   */
  readonly checksum: 'new' | 'none' | 'kept' | 'with-old-data'
  /** The data is got again from its source, and never pushed; of one that says nothing it stays as it was. */
  readonly isKeptAtSource?: boolean
}

/** The text of the file; what an older one holds beside that stays, and so does the order of its keys. */
export function renderImport(
  { name, dependency, content, checksum, isKeptAtSource }: ImportRecord,
  before?: DvcFile,
): string {
  const old = before?.value ?? new Map<Scalar, Value>()
  const outs = (old.get('outs') ?? []) as ValueMap[]
  const entry = outputEntry(
    name,
    content,
    outs.find((candidate) => candidate.get('path') === name),
  )
  if (isKeptAtSource) entry.set('push', false)
  const value: ValueMap = new Map<Scalar, Value>([
    ['md5', ''],
    ['frozen', true],
    ['deps', [dependency]],
    ['outs', [entry]],
  ])
  for (const [key, kept] of old) if (!value.has(key) && key !== 'locked') value.set(key, kept)
  const md5 = checksumOf(value, old, checksum)
  if (md5 === undefined) value.delete('md5')
  else value.set('md5', md5)
  return before === undefined ? renderYaml(value) : editYaml(before.text, value, before.file)
}

function checksumOf(value: ValueMap, old: ValueMap, kind: ImportRecord['checksum']): Value | undefined {
  if (kind === 'none') return undefined
  if (kind === 'kept') return old.get('md5')
  return importChecksum(kind === 'new' ? value : new Map(value).set('outs', old.get('outs') ?? []))
}

export interface UrlWords {
  readonly url: string
  /** Options of the storage it is in. */
  readonly storage?: ValueMap
}

/** The dependency on a path or URL in this state. */
export function urlDependency({ url, storage }: UrlWords, state: SourceState | undefined, old?: ValueMap): ValueMap {
  const entry = dependencyEntry(url, state, old)
  if (storage !== undefined && storage.size > 0) entry.set('fs_config', storage)
  return state?.listing ? entry.set('files', listedVersions(state.listing)) : entry
}

export interface RepositoryWords extends SourceSettings {
  readonly url: string
  readonly revision?: string
  readonly commit?: string
}

/** The dependency on a path in a repository. */
export function repositoryDependency(
  path: string,
  { url, revision, commit, config, remote }: RepositoryWords,
): ValueMap {
  const repo: ValueMap = new Map<Scalar, Value>([['url', url]])
  if (revision !== undefined) repo.set('rev', revision)
  if (commit !== undefined) repo.set('rev_lock', commit)
  if (config !== undefined) repo.set('config', config)
  if (remote !== undefined) repo.set('remote', remote)
  return new Map<Scalar, Value>([
    ['path', path],
    ['repo', repo],
  ])
}
