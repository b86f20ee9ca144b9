import { absolutePath, Failure, joinRepo, orFailure, type RepoPath } from '../foundation/base/index.ts'
import type { Value } from '../foundation/formats/index.ts'
import { isParamsFile, mostBytesOfRole, roleOfWritten } from './file-role.ts'
import type { ObservationContext } from './observation-context.ts'
import { type FileRole, type Offer, type OfferFacts, offerStage } from './offer.ts'
import { sameShapeTwice } from './shape.ts'
import type { WatchedRun } from './watched-run.ts'

/** The stage that the last two runs of a name would be; undefined as long as no shape was seen twice. */
export function currentOffer(context: ObservationContext, name: string): Offer | undefined {
  const runs = sameShapeTwice(context.watched.of(name))
  return runs && offerStage(runs, factsFor(context, runs[1]))
}

function factsFor(context: ObservationContext, { files, directory }: WatchedRun): OfferFacts {
  const { stages } = context.readable()
  const read = files.reads.filter(({ path }) => isParamsFile(path)).map(({ path }) => path)
  const written = files.writes.map(({ path }) => path)
  const placeOf = (path: RepoPath) => absolutePath(context.root, path)
  const inGit = context.git?.tracked(written.map(placeOf))
  return {
    params: paramsOf(context, [joinRepo(directory, 'params.yaml'), ...read]),
    roles: new Map<string, FileRole>([
      ...read.map((path) => [path, 'params'] as const),
      ...written.flatMap((path) => roleEntry(context, path)),
    ]),
    trackedByGit: new Set(written.filter((path) => inGit?.has(placeOf(path)))),
    takenNames: new Set(stages.flatMap((stage) => nameIn(stage.address, stage.file, directory))),
    made: new Map(stages.flatMap(({ outputs, address }) => outputs.map(({ path }) => [path, address] as const))),
  }
}

function paramsOf({ params }: ObservationContext, paths: readonly RepoPath[]): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>()
  for (const path of paths) {
    const value = orFailure(() => params.read(path))
    if (value !== undefined && !(value instanceof Failure)) found.set(path, value)
  }
  return found
}

function roleEntry({ files, root }: ObservationContext, path: RepoPath): (readonly [string, FileRole])[] {
  const place = absolutePath(root, path)
  const stat = files.stat(place)
  if (stat?.kind !== 'file' || stat.bytes > mostBytesOfRole) return []
  const role = roleOfWritten(path, files.readText(place) ?? '')
  return role === undefined ? [] : [[path, role]]
}

/** The name of a stage of the `dvc.yaml` in a directory. */
function nameIn(address: string, file: RepoPath, directory: RepoPath): string[] {
  return file === joinRepo(directory, 'dvc.yaml') ? [address.slice(address.lastIndexOf(':') + 1)] : []
}
