import type { DataSet, DataSets } from '@sterna/api'
import { type DataStatus, dataStatus, type Project, quietCall } from '@sterna/engine'

const wholeProject = {
  targets: [],
  isGranular: true,
  withUnchanged: false,
  withUntracked: false,
  notInRemote: false,
  remote: undefined,
}

/** All that is kept in the cache by a stage or a `.dvc` file, and where its bytes are. Asks no remote. */
export async function lookAtData(project: Project): Promise<DataSets> {
  const status = await dataStatus(project, wholeProject, quietCall())
  const texts = new Map(project.definitions().flatMap((one) => one.stages.map(({ address, desc }) => [address, desc])))
  const stages = project.stages().map((stage) => {
    const desc = stage.desc ?? texts.get(stage.address)
    return desc === undefined ? stage : { ...stage, desc }
  })
  return { dataSets: presentDataSets(stages, status) }
}

type Stages = ReturnType<Project['stages']>
type Stage = Stages[number]
type Output = Stage['outputs'][number]
type Differences = Pick<DataStatus, 'uncommitted' | 'notInCache'>

/** Each output with what differs in it, in the order of their paths. */
function presentDataSets(stages: Stages, { uncommitted, notInCache }: Differences): DataSet[] {
  const { modified, added, deleted, renamed, unknown } = uncommitted
  const kept = stages.flatMap((stage) => stage.outputs.filter(isKept).map((output) => ({ stage, output })))
  const paths = new Set<string>(kept.map(({ output }) => output.path))
  const gone = [...deleted, ...renamed.map((one) => one.old)]
  const changed = byOutput(paths, [...modified, ...added, ...unknown, ...gone, ...renamed.map((one) => one.new)])
  const absent = new Set(gone.map(withoutSlash))
  const lacking = byOutput(paths, notInCache)
  return kept
    .map(({ stage, output }) => ({
      ...describe(stage, output),
      workTree: workTreeOf(output, changed.get(output.path), absent.has(output.path)),
      changedFiles: absent.has(output.path) ? 0 : (changed.get(output.path)?.files ?? 0),
      cache: cacheOf(output, lacking.get(output.path)),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

function isKept({ isCached }: Output): boolean {
  return isCached
}

function describe(stage: Stage, { path, recorded }: Output) {
  return {
    path,
    stage: stage.address,
    kind: stage.kind,
    description: stage.desc ?? null,
    isDirectory: recorded?.hash.endsWith('.dir') ?? false,
    hash: recorded?.hash ?? null,
    bytes: recorded?.bytes ?? null,
    files: recorded?.files ?? null,
  }
}

/** What is told of an output: of itself, and of how many files. */
interface Told {
  isWhole: boolean
  files: number
}

/** Paths by the output that they are, or that they lie in. */
function byOutput(outputs: ReadonlySet<string>, paths: readonly string[]): ReadonlyMap<string, Told> {
  const told = new Map<string, Told>()
  for (const path of paths) {
    const owner = ownerOf(outputs, withoutSlash(path))
    if (owner === undefined) continue
    const one = told.get(owner) ?? { isWhole: false, files: 0 }
    if (withoutSlash(path) === owner) one.isWhole = true
    if (!path.endsWith('/')) one.files++
    told.set(owner, one)
  }
  return told
}

function ownerOf(outputs: ReadonlySet<string>, path: string): string | undefined {
  let end = path.length
  for (; end > 0; end = path.lastIndexOf('/', end - 1)) {
    const above = path.slice(0, end)
    if (outputs.has(above)) return above
  }
  return undefined
}

function withoutSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path
}

function workTreeOf({ recorded }: Output, changed: Told | undefined, isAbsent: boolean): DataSet['workTree'] {
  if (!recorded) return 'unrecorded'
  if (isAbsent) return 'absent'
  return changed ? 'changed' : 'same'
}

function cacheOf({ recorded }: Output, lacking: Told | undefined): DataSet['cache'] {
  if (!recorded) return null
  if (!lacking) return 'all'
  return lacking.isWhole ? 'none' : 'part'
}
