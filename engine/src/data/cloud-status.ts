import { absolutePath, shownPath } from '../foundation/base/index.ts'
import { type ContentHash, isDirectoryHash, type ObjectStore, readManifest } from '../storage/index.ts'
import { collectOutputs } from './collect-outputs.ts'
import type { DataCall } from './data-context.ts'
import { partFilter } from './output-parts.ts'
import type { SelectedOutput } from './select-outputs.ts'
import { stageName } from './tracked-stage.ts'
import { byArea } from './transfer-areas.ts'
import { groupByRemote, type TransferContext, type TransferRequest } from './transfer-data.ts'
import { objectsFor } from './versions/index.ts'

/** Where the bytes of something tracked are: only in the cache, only in the remote, or in neither. */
export type CloudState = 'new' | 'deleted' | 'missing'

export interface CloudStatus {
  /** What is not on both sides, by its path as a person in the working directory writes it. */
  readonly states: ReadonlyMap<string, CloudState>
  /** Whether the project tracks anything at all. */
  readonly hasStages: boolean
}

/** Compares the cache with the remotes, file by file. Writes nothing and takes no lock. */
export async function cloudStatus(
  context: TransferContext,
  request: TransferRequest,
  call: DataCall,
): Promise<CloudStatus> {
  const used = (await collectOutputs(context, request, call)).filter((one) => isPushed(context, one, call))
  const states = new Map<string, CloudState>()
  const groups = used.length === 0 ? [] : groupByRemote(context, request, used)
  for (const { context: own, remote, selected } of groups.flatMap((group) => byArea(context, group))) {
    if (selected.length === 0) continue
    if (!remote) throw context.noRemote()
    const there = objectsFor('status', remote)
    const objects = await usedObjects(own, selected, there)
    for (const [name, state] of await compareStores(own.cache, there, objects)) states.set(name, state)
  }
  return { states, hasStages: context.stages().length > 0 }
}

function isPushed(context: TransferContext, { stage, output }: SelectedOutput, call: DataCall): boolean {
  if (!output.isCached || !output.isPushed) return false
  if (output.recorded) return true
  const owner = stage.kind === 'pipeline' ? `stage: '${stageName(stage)}'` : stage.file
  const name = shownOutput(context, output)
  const text = `Output '${name}'(${owner}) is missing version info. Cache for it will not be collected. Use \`sterna repro\` to get your pipeline up to date.`
  call.report({ kind: 'warning', text })
  return false
}

interface UsedObject {
  readonly name: string
  readonly hash: ContentHash
  /** A manifest that could be read here or there; it is as good as in the cache. */
  readonly isKnown: boolean
}

async function usedObjects(
  context: TransferContext,
  selected: readonly SelectedOutput[],
  remote: ObjectStore,
): Promise<UsedObject[]> {
  const objects: UsedObject[] = []
  for (const { output, parts } of selected) {
    const { hash } = output.recorded!
    const name = shownOutput(context, output)
    const bytes = isDirectoryHash(hash) ? ((await context.cache.read(hash)) ?? (await remote.read(hash))) : undefined
    objects.push({ name, hash, isKnown: bytes !== undefined })
    if (!bytes) continue
    const { relpaths, hashes } = readManifest(bytes, hash)
    const isMeant = partFilter(parts)
    for (const [index, relpath] of relpaths.entries())
      if (isMeant(relpath)) objects.push({ name: `${name}/${relpath}`, hash: hashes[index]!, isKnown: false })
  }
  return objects
}

async function compareStores(
  cache: ObjectStore,
  remote: ObjectStore,
  objects: readonly UsedObject[],
): Promise<Map<string, CloudState>> {
  const hashes = [...new Set(objects.map(({ hash }) => hash))]
  const notHere = new Set(await cache.missing(hashes))
  const notThere = new Set(await remote.missing(hashes))
  const states = new Map<string, CloudState>()
  for (const { name, hash, isKnown } of objects) {
    const isHere = isKnown || !notHere.has(hash)
    if (notThere.has(hash)) states.set(name, isHere ? 'new' : 'missing')
    else if (!isHere) states.set(name, 'deleted')
  }
  return states
}

function shownOutput(context: TransferContext, { path }: SelectedOutput['output']): string {
  return shownPath(context.workingDirectory, absolutePath(context.root, path))
}
