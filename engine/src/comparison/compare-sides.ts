import type { RepoPath } from '../foundation/base/index.ts'
import type { Change } from './change.ts'
import { compareManifests } from './compare-manifests.ts'
import type { Side, SideOutput } from './side.ts'

export interface CompareOptions {
  /** Look into directories. */
  readonly isGranular: boolean
  readonly withUnchanged: boolean
}

/** How two states of the tracked data differ, output by output, each directory before its files. */
export async function compareSides(before: Side, after: Side, options: CompareOptions): Promise<Change[]> {
  const changes: Change[] = []
  for (const path of new Set<RepoPath>([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(path), after.get(path)]
    const own = compareOutput(old, now)
    if (options.withUnchanged || own.kind !== 'unchanged') changes.push(own)
    const isEqual = own.kind === 'unchanged' && !options.withUnchanged
    if (options.isGranular && !isEqual)
      for (const change of await compareInside(old, now, options)) changes.push(change)
  }
  return changes
}

function compareOutput(old: SideOutput | undefined, now: SideOutput | undefined): Change {
  if (!old) return { kind: 'added', item: now! }
  if (!now) return { kind: 'deleted', item: old }
  return old.hash === now.hash ? { kind: 'unchanged', item: now } : { kind: 'modified', before: old, after: now }
}

async function compareInside(
  old: SideOutput | undefined,
  now: SideOutput | undefined,
  { withUnchanged }: CompareOptions,
): Promise<Change[]> {
  const [inOld, inNow] = [await old?.manifest(), await now?.manifest()]
  const isUnknown = (old?.isDirectory && !inOld) || (now?.isDirectory && !inNow)
  const path = (old ?? now)!.path
  if (!isUnknown) return compareManifests(path, inOld, inNow, withUnchanged)
  return namesInside(inNow?.relpaths ?? []).map(({ name, isDirectory }) => ({
    kind: 'unknown',
    item: { path: `${path}/${name}`, hash: undefined, isDirectory },
  }))
}

/** The files and the directories between them. */
function namesInside(relpaths: readonly string[]) {
  const directories = new Set<string>()
  for (const file of relpaths)
    for (let at = file.indexOf('/'); at >= 0; at = file.indexOf('/', at + 1)) directories.add(file.slice(0, at))
  return [
    ...[...directories].map((name) => ({ name, isDirectory: true })),
    ...relpaths.map((name) => ({ name, isDirectory: false })),
  ]
}
