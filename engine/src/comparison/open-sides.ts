import {
  areaContext,
  type DataCall,
  type DataContext,
  observePath,
  type Remote,
  type TrackedOutput,
  type TrackedStage,
} from '../data/index.ts'
import { Failure, type RepoPath } from '../foundation/base/index.ts'
import {
  type DirectoryManifest,
  isDirectoryHash,
  legacyAreaOf,
  type ObjectStore,
  readManifest,
} from '../storage/index.ts'
import type { Holder } from './missing-items.ts'
import type { Side, SideOutput } from './side.ts'

/** What the sides of a comparison may use of a project. */
export interface SideContext extends Pick<DataContext, 'root' | 'dvcIgnore' | 'hashes' | 'cache' | 'links'> {
  /** The remote of this name, or the default one. Undefined if there is none; an unknown name is a `Failure`. */
  remote(name?: string): Remote | undefined
}

/** Whether an output takes part in the comparison. */
export type IsMeant = (path: RepoPath) => boolean

/** What the stages have recorded. Directories that the cache does not know are asked for at the remote. */
export function recordedSide(context: SideContext, stages: readonly TrackedStage[], isMeant: IsMeant): Side {
  const side = new Map<RepoPath, SideOutput>()
  for (const output of comparedOutputs(stages, isMeant)) {
    const hash = output.recorded?.hash
    const isDirectory = hash !== undefined && isDirectoryHash(hash)
    const manifest = async () => (isDirectory ? recordedManifest(context, output, hash) : undefined)
    const isLegacy = output.recorded?.isLegacy === true
    side.set(output.path, { path: output.path, hash, isDirectory, isLegacy, manifest })
  }
  return side
}

/** What lies where the stages have their outputs. */
export async function workspaceSide(
  context: SideContext,
  stages: readonly TrackedStage[],
  isMeant: IsMeant,
  call: DataCall,
): Promise<Side> {
  const side = new Map<RepoPath, SideOutput>()
  for (const { path, recorded } of comparedOutputs(stages, isMeant)) {
    const seen = await observePath(areaContext(context, recorded), path, call)
    if (seen.kind === 'missing') continue
    const isDirectory = seen.kind === 'directory'
    const manifest = async () => (seen.kind === 'directory' ? seen.manifest() : undefined)
    side.set(path, { path, hash: seen.hash, isDirectory, isLegacy: recorded?.isLegacy === true, manifest })
  }
  return side
}

/** Outputs that DVC's cache is meant for and that lie inside the project. */
export function comparedOutputs(stages: readonly TrackedStage[], isMeant: IsMeant): TrackedOutput[] {
  return stages
    .flatMap((stage) => stage.outputs)
    .filter(({ path, isCached }) => isCached && !/^(\/|\.\.(\/|$)|[A-Za-z]:)/.test(path) && isMeant(path))
}

/** The areas of the cache as places where objects are looked for. */
export function cacheHolder(context: SideContext & Pick<DataContext, 'complete'>) {
  return (output: Pick<SideOutput, 'isLegacy'>): Holder => {
    const { cache: store, complete } = areaContext(context, output)
    return { store, complete }
  }
}

async function recordedManifest(
  context: SideContext,
  output: TrackedOutput,
  hash: string,
): Promise<DirectoryManifest | undefined> {
  const { cache } = areaContext(context, output.recorded)
  const objects = remoteOf(context, output)?.objects
  const there = objects && output.recorded?.isLegacy ? legacyAreaOf(objects) : objects
  return (await manifestIn(cache, hash)) ?? manifestIn(there, hash)
}

async function manifestIn(store: ObjectStore | undefined, hash: string): Promise<DirectoryManifest | undefined> {
  const bytes = await store?.read(hash)
  if (bytes === undefined) return undefined
  try {
    return readManifest(bytes, hash)
  } catch (error) {
    if (error instanceof Failure && error.code === 'corrupt-object') return undefined
    throw error
  }
}

/** Where an output's objects are kept; undefined also for a remote that cannot be reached, which a comparison survives. */
function remoteOf(context: SideContext, output: TrackedOutput): Remote | undefined {
  try {
    return context.remote(output.remote)
  } catch (error) {
    if (error instanceof Failure && (error.code === 'remote' || error.code === 'unsupported')) return undefined
    throw error
  }
}
