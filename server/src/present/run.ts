import type { HashedPath, Run, RunValue } from '@sterna/api'
import {
  describeExperiment,
  Failure,
  findTask,
  type LiveRun,
  type Project,
  queueTasks,
  type RunRecord,
  showExperiments,
} from '@sterna/engine'
import type { StudioWords } from '../studio-words.ts'
import { presentValue, type SeenExperiments } from './experiments.ts'
import { findRow, noRun } from './named-rows.ts'
import { logsOf } from './run-logs.ts'

export interface LookingAtRun {
  readonly project: Project
  readonly words: StudioWords
  readonly known: SeenExperiments
  readonly live: ReadonlyMap<string, LiveRun>
}

/** All that is known of a run by its name or commit, wherever it is known. */
export async function presentRun(looking: LookingAtRun, name: string): Promise<Run> {
  const { project, words, known } = looking
  const { rows } = known.table
  const row = findRow(rows, name)
  const tasks = project.git ? queueTasks(project) : []
  const task = findTask(tasks, name)
  if (row === undefined && !task) throw noRun(name)
  const seen = row === undefined ? undefined : rows[row]
  const record = await recordOf(project, seen?.revision)
  const label = seen?.name ?? task?.task.name ?? name
  const parent = seen?.parent === undefined ? undefined : rows[seen.parent]!.revision
  return {
    name: label,
    kind: seen?.kind ?? 'task',
    revision: seen?.revision ?? task!.task.stash,
    baseline: parent ?? task?.task.baseline ?? null,
    state: task?.state ?? seen?.state ?? null,
    seconds: seen?.seconds ?? (task ? task.created / 1000 : null),
    problem: seen?.problem ?? null,
    values: row === undefined ? [] : valuesOf(known, row),
    ...(await hashesOf(project, seen?.revision)),
    stages: stagesOf(record),
    record: record ? [...words.record(record)].map(({ title, lines }) => ({ title, lines: [...lines] })) : [],
    logs: logsOf(project, findTask(tasks, label), record),
    live: liveRunOf(looking.live, label) ?? null,
  }
}

async function recordOf(project: Project, revision: string | undefined): Promise<RunRecord | undefined> {
  if (revision === undefined || revision === 'workspace' || project.git === undefined) return undefined
  try {
    return await describeExperiment(project, revision)
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}

/** Values of the run, and beside them those of the workspace, which a variation would begin with. */
function valuesOf({ table }: SeenExperiments, row: number): RunValue[] {
  const here = table.rows.findIndex(({ kind }) => kind === 'workspace')
  return table.columns.flatMap((column) => {
    const value = presentValue(column, row)
    const { kind, file, name } = column
    return value === null ? [] : [{ kind, file, name, value, here: here < 0 ? null : presentValue(column, here) }]
  })
}

async function hashesOf(project: Project, revision: string | undefined): Promise<Pick<Run, 'inputs' | 'outputs'>> {
  if (revision === undefined || project.git === undefined) return { inputs: [], outputs: [] }
  const shown = await showExperiments(project, {
    revisions: revision === 'workspace' ? [] : [revision],
    commits: 1,
    allBranches: false,
    allTags: false,
    allCommits: false,
    hideWorkspace: revision !== 'workspace',
    hideQueued: true,
    hideFailed: true,
    withoutNames: true,
    onlyDependencies: false,
    isForced: false,
  })
  const found = shown.find((one) => one.revision === revision)
  if (!found || found.state.kind === 'problem') return { inputs: [], outputs: [] }
  return { inputs: hashedPaths(found.state.data.deps), outputs: hashedPaths(found.state.data.outs) }
}

interface Content {
  readonly hash: string | null
  readonly size: number | null
  readonly nfiles: number | null
}

function hashedPaths(json: string): HashedPath[] {
  const all = Object.entries(JSON.parse(json) as Record<string, Content>)
  return all.map(([path, { hash, size, nfiles }]) => ({ path, hash, bytes: size, files: nfiles }))
}

function stagesOf(record: RunRecord | undefined): Run['stages'] {
  return (record?.stages ?? []).map(({ stage, outcome, command, seconds, cpuSeconds, peakBytes }) => ({
    name: stage,
    outcome,
    command: typeof command === 'string' ? command : command.join('\n'),
    seconds: seconds ?? null,
    cpuSeconds: cpuSeconds ?? null,
    peakBytes: peakBytes ?? null,
  }))
}

function liveRunOf(live: ReadonlyMap<string, LiveRun>, name: string): string | undefined {
  return [...live].find(([, { identity }]) => identity.name === name)?.[0]
}
