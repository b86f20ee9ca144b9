import { absolutePath, Failure } from '../../foundation/base/index.ts'
import {
  isDirectoryHash,
  type LocalStore,
  legacyAreaOf,
  localStore,
  migrateObjects,
  type ObjectStore,
  readManifest,
  temporaryName,
} from '../../storage/index.ts'
import type { DataCall } from '../data-context.ts'
import { partFilter } from '../output-parts.ts'
import type { SelectedOutput } from '../select-outputs.ts'
import { bring } from '../transfer-data.ts'
import { wantedObjects } from '../wanted-objects.ts'
import type { RepositoryOrigin } from './origin.ts'
import type { ImportContext, SourceProject } from './source-repository.ts'

/** Hashes by path inside an output; a single file is at the empty path. */
export type FileEntries = ReadonlyMap<string, string>

/** A project whose data is brought into the cache. */
export interface Taking {
  readonly context: ImportContext
  readonly project: SourceProject
  /** Imported data is not sent to the remote of the project that imported it; this gets it from where it came from. */
  keepFromOrigin(origin: RepositoryOrigin): Promise<unknown>
}

/** Brings an output of another project, or parts of it, into the cache, and tells what it consists of. */
export async function entriesOfOutput(taking: Taking, selected: SelectedOutput, call: DataCall): Promise<FileEntries> {
  const { output, stage } = selected
  const { context, project } = taking
  if (!output.recorded) throw notRecorded(output.path)
  if (output.recorded.isLegacy) return legacyEntries(taking, selected, call)
  const places = { into: context.cache, from: project.stores() }
  if (!(await isFetched(places, selected, call))) {
    if (stage.origin?.kind === 'repository') await taking.keepFromOrigin(stage.origin)
    if (!(await isFetched(places, selected, call))) throw nowhere(output.path)
  }
  return entries(places, selected)
}

/** The same for what DVC before 3.0 has recorded: the cache has it under the hashes of today then. */
async function legacyEntries(taking: Taking, selected: SelectedOutput, call: DataCall): Promise<FileEntries> {
  const { context, project } = taking
  const scratch = absolutePath(context.root, `.dvc/tmp/sterna/taken/${temporaryName()}`)
  const from = [context.cache, ...project.stores()].flatMap((store) => legacyAreaOf(store) ?? [])
  const places = { into: localStore(scratch, { legacy: true }), from }
  try {
    if (!(await isFetched(places, selected, call))) throw nowhere(selected.output.path)
    const old = await entries(places, selected)
    const { names } = await migrateObjects(places.into, context.cache, call)
    return new Map([...old].map(([name, hash]) => [name, names.get(hash) ?? refuseCorrupt(selected.output.path)]))
  } finally {
    context.files.remove(scratch)
  }
}

interface Places {
  readonly into: LocalStore
  /** Wherever the project may have it, the nearest first. */
  readonly from: readonly ObjectStore[]
}

/** Whether all its files are there, after what is lacking has been looked for. */
async function isFetched({ into, from }: Places, selected: SelectedOutput, call: DataCall): Promise<boolean> {
  const stores = [into, ...from]
  const wanted = await wantedObjects([selected], stores)
  if (wanted.unknown.length > 0) return false
  for (const store of stores) {
    const { missing, failed } = await bring(store, into, wanted, { targets: [] }, call)
    if (failed.length > 0) throw damaged(selected.output.path, failed[0]!.cause)
    if (missing.length === 0) return true
  }
  return false
}

async function entries({ into, from }: Places, { output, parts }: SelectedOutput): Promise<FileEntries> {
  const { hash } = output.recorded!
  if (!isDirectoryHash(hash)) return new Map([['', hash]])
  const manifest = readManifest((await readFromAny([into, ...from], hash))!, hash)
  const isMeant = parts ? partFilter(parts) : () => true
  const found = new Map<string, string>()
  for (const [index, relpath] of manifest.relpaths.entries())
    if (isMeant(relpath)) found.set(relpath, manifest.hashes[index]!)
  return found
}

async function readFromAny(stores: readonly ObjectStore[], hash: string) {
  for (const store of stores) {
    const bytes = await store.read(hash)
    if (bytes) return bytes
  }
  return undefined
}

function refuseCorrupt(path: string): never {
  throw damaged(path, 'an object does not hold what its name promises')
}

function notRecorded(path: string): Failure {
  return new Failure('missing-data', `Nothing is recorded of '${path}' in its repository.`, {
    hint: 'Its stage has to run there first, and the result be committed.',
  })
}

function nowhere(path: string): Failure {
  return new Failure(
    'missing-data',
    `The data of '${path}' is neither in the cache nor in the remote of its repository.`,
    {
      hint: 'Somebody who has it must push it there.',
    },
  )
}

function damaged(path: string, cause: string): Failure {
  return new Failure('remote', `The data of '${path}' could not be got: ${cause}`)
}
