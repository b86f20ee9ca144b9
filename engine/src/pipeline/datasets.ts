import { absolutePath, Failure, type RepoPath } from '../foundation/base/index.ts'
import { equalLikePython, type Scalar, type Value, type ValueMap } from '../foundation/formats/index.ts'
import { checkLockFile } from './lock-schema.ts'
import { lockFileOf, type PipelineContext } from './pipeline-context.ts'

/**
 * What is locked of a dataset that a stage depends on. `outdated`: its declaration has changed since it was locked.
 */
export type DatasetState =
  | { readonly kind: 'locked'; readonly value: ValueMap }
  | { readonly kind: 'outdated' }
  | { readonly kind: 'never locked' }

type DatasetContext = Pick<PipelineContext, 'root' | 'files' | 'definitions'>

/** The state of a declared dataset by the lock file beside the `dvc.yaml` that declares it. Throws a `Failure` for another name. */
export function datasetState(context: DatasetContext, name: string): DatasetState {
  const { file, spec } = declarationOf(context, name)
  const text = context.files.readText(absolutePath(context.root, lockFileOf(file)))
  const locked = text === undefined ? undefined : checkLockFile(text, lockFileOf(file)).get('datasets')
  const lock = mappingsOf(locked).find((value) => value.get('name') === name)
  if (!lock) return { kind: 'never locked' }
  const isSame = equalLikePython(pick(spec, specFields(spec)), pick(lock, specFields(spec)))
  return isSame ? { kind: 'locked', value: datasetValue(lock) } : { kind: 'outdated' }
}

/** What of a dataset goes into the entry of a stage that depends on it. */
export function datasetValue(lock: ValueMap): ValueMap {
  const fields = lockFields[String(lock.get('type'))] ?? []
  const value = pick(lock, [...specFields(lock), ...fields])
  const files = mappingsOf(value.get('files'))
  if (files.length === 0) value.delete('files')
  else
    value.set(
      'files',
      [...files].sort((a, b) => (String(a.get('relpath')) < String(b.get('relpath')) ? -1 : 1)),
    )
  return value
}

function declarationOf(context: DatasetContext, name: string): { readonly file: RepoPath; readonly spec: ValueMap } {
  const all = context.definitions().flatMap(({ file, datasets }) => datasets.map((spec) => ({ file, spec })))
  const found = all.findLast(({ spec }) => spec.get('name') === name)
  if (found) return found
  throw new Failure('stage-invalid', `dataset not found: '${name}'`, {
    hint: `Declare it under "datasets" in a dvc.yaml, or take ds://${name} out of "deps".`,
  })
}

const lockFields: Readonly<Record<string, readonly string[]>> = {
  dvc: ['rev_lock'],
  dc: ['version', 'created_at'],
  url: ['meta', 'files'],
}

function specFields(spec: ValueMap): string[] {
  return ['name', 'url', 'type', ...(spec.get('type') === 'dvc' ? ['path', 'rev'] : [])]
}

/** Fields in this order, without those that say nothing. */
function pick(value: ValueMap, fields: readonly string[]): ValueMap {
  const given = fields.map((field) => [field, value.get(field) ?? null] as [Scalar, Value])
  return new Map(given.filter(([, one]) => one !== null && one !== ''))
}

function mappingsOf(value: Value | undefined): ValueMap[] {
  return Array.isArray(value) ? value.filter((one): one is ValueMap => one instanceof Map) : []
}
