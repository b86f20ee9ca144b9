import * as path from 'node:path'
import type { GarbagePlan, GarbageRequest, GarbageResult } from '@sterna/engine'
import { bytesText } from '../shell/progress-line.ts'
import { plainTable } from './table.ts'

type Sweep = GarbageResult['sweeps'][number]
type Count = GarbageResult['emptied']

/** What is about to happen, in DVC's words. */
export function confirmationText(request: GarbageRequest, workingDirectory: string): string {
  const kept = ['the workspace', ...keptCommits(request), ...(request.allExperiments ? ['all experiments'] : [])]
  const only = request.notInRemote ? ' that are not present in the DVC remote' : ''
  const projects = request.projects.map((project) => `\n  - ${path.resolve(workingDirectory, project)}`).join('')
  const whose = projects === '' ? ' of the current repo.' : ` of the current and the following repos:${projects}`
  return `This will remove all cache except items used in ${kept.join(' and ')}${only}${whose}`
}

function keptCommits({ allCommits, allBranches, allTags, commits, since, revision }: GarbageRequest): string[] {
  if (allCommits) return ['all git commits']
  const tips = commits ? `last ${commits} commits from all git branches` : 'all git branches'
  const tags = allBranches && !commits ? 'tags' : 'all git tags'
  return [
    ...(allBranches ? [tips] : []),
    ...(allTags ? [tags] : []),
    ...(since ? [`all git commits before date ${since}`] : []),
    ...(revision ? [`last ${commits ?? 1} commits from ${revision}`] : []),
  ]
}

/** What was or would be removed, place by place, in DVC's words. */
export function garbageLines({ isDry }: GarbageRequest, { sweeps }: GarbageResult): string[] {
  return sweeps.flatMap((sweep) => {
    const paths = isDry ? Array.from(sweep.unused.hashes, (hash) => `Removing ${sweep.pathOf(hash)}`) : []
    return [...paths, countLine(sweep)]
  })
}

function countLine({ place, unused }: Sweep): string {
  const count = unused.hashes.length
  if (place === 'remote')
    return count > 0 ? `Removed ${count} objects from remote.` : 'No unused cache to remove from remote.'
  return count > 0 ? `Removed ${count} objects from ${place} cache.` : `No unused '${place}' cache to remove.`
}

/** What will go and whose it was, and what stays because of the registry. */
export function planLines(plan: GarbagePlan): string[] {
  const kept = plan.keptByRegistry.join(', ')
  const registry = `Kept as well, because the registry names it: the data of ${kept}. To let it go: --no-registry`
  return [...(kept === '' ? [] : [registry]), ...ownerLines(plan)]
}

function ownerLines({ sweeps, owners }: GarbagePlan): string[] {
  const { objects, bytes } = totalOf(sweeps)
  if (objects === 0) return []
  const rows = owners.map((owner) => [
    owner.path ?? 'of no commit',
    countText(owner),
    owner.commit === undefined ? '' : `last needed by ${owner.commit.slice(0, 7)} (${owner.name})`,
  ])
  return [[`To be freed: ${countText({ objects, bytes })}`, ...plainTable(rows).map((row) => `  ${row}`)].join('\n')]
}

/** Where the removed objects are now, and what else happened to the trash. */
export function trashLines({ withoutTrash }: GarbageRequest, result: GarbageResult): string[] {
  const moved = totalOf(result.sweeps.filter(({ hasTrash }) => hasTrash))
  const gone = result.sweeps.filter(({ hasTrash, unused }) => !hasTrash && unused.hashes.length > 0)
  const { rescued, emptied } = result
  return [
    ...(rescued.objects > 0 ? [`Back from the trash, because it is needed: ${countText(rescued)}.`] : []),
    ...(emptied.objects > 0 ? [`Deleted from the trash: ${countText(emptied)}.`] : []),
    ...(moved.objects > 0 && !withoutTrash
      ? [
          `Set aside for a week, not yet deleted: ${countText(moved)}.\nTo put it back: sterna gc --restore. To delete it now: the same command with --no-trash.`,
        ]
      : []),
    ...gone.map(
      ({ store, unused }) => `Deleted for good from ${store.name}, which has no trash: ${unused.hashes.length}.`,
    ),
  ]
}

export function restoredLines(count: Count): string[] {
  return [count.objects > 0 ? `Put back ${countText(count)}.` : 'The trash is empty.']
}

export function garbageJson({ isDry, withoutTrash }: GarbageRequest, result: GarbageResult): unknown {
  return {
    dry: isDry,
    trash: !withoutTrash,
    removed: result.sweeps.map((sweep) => ({ place: sweep.place, name: sweep.store.name, ...totalOf([sweep]) })),
    owners: result.owners,
    rescued: result.rescued,
    emptied: result.emptied,
  }
}

function totalOf(sweeps: readonly Sweep[]): Count {
  return {
    objects: sweeps.reduce((sum, { unused }) => sum + unused.hashes.length, 0),
    bytes: sweeps.reduce((sum, { unused }) => sum + unused.bytes.reduce((total, bytes) => total + bytes, 0), 0),
  }
}

function countText({ objects, bytes }: Count): string {
  return `${objects} object${objects === 1 ? '' : 's'}, ${bytesText(bytes)}`
}
