import { Failure } from '../../foundation/base/index.ts'
import { isDirectoryHash, readManifest } from '../../storage/index.ts'
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
  if (!(await isFetched(context, project, selected, call))) {
    if (stage.origin?.kind === 'repository') await taking.keepFromOrigin(stage.origin)
    if (!(await isFetched(context, project, selected, call))) throw nowhere(output.path)
  }
  return entries(context, project, selected)
}

/** Whether the cache has it all, after what is lacking has been looked for wherever the project may have it. */
async function isFetched(
  context: ImportContext,
  project: SourceProject,
  selected: SelectedOutput,
  call: DataCall,
): Promise<boolean> {
  const stores = [context.cache, ...project.stores()]
  const wanted = await wantedObjects([selected], stores)
  if (wanted.unknown.length > 0) return false
  for (const store of stores) {
    const { missing, failed } = await bring(store, context.cache, wanted, { targets: [] }, call)
    if (failed.length > 0) throw damaged(selected.output.path, failed[0]!.cause)
    if (missing.length === 0) return true
  }
  return false
}

async function entries(
  context: ImportContext,
  project: SourceProject,
  { output, parts }: SelectedOutput,
): Promise<FileEntries> {
  const { hash } = output.recorded!
  if (!isDirectoryHash(hash)) return new Map([['', hash]])
  const manifest = readManifest((await readFromAny(context, project, hash))!, hash)
  const isMeant = parts ? partFilter(parts) : () => true
  const found = new Map<string, string>()
  for (const [index, relpath] of manifest.relpaths.entries())
    if (isMeant(relpath)) found.set(relpath, manifest.hashes[index]!)
  return found
}

async function readFromAny(context: ImportContext, project: SourceProject, hash: string) {
  for (const store of [context.cache, ...project.stores()]) {
    const bytes = await store.read(hash)
    if (bytes) return bytes
  }
  return undefined
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
