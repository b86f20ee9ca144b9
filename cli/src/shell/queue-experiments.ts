import {
  type EnqueueRequest,
  enqueueExperiments,
  Failure,
  type ForetoldRun,
  foretellTemporaryTask,
  type Project,
  parseSetParams,
  prepareTasks,
  type QueuedTask,
  queueTasks,
  readQueueLog,
  renderTask,
  runTemporaryTask,
  type TaskInQueue,
  taskLabel,
  tasksOf,
  untilSettled,
} from '@sterna/engine'
import { leftOutText } from '../show/left-out.ts'
import { autoPush } from './auto-push.ts'
import type { CommandRun } from './command.ts'
import { experimentTeller } from './experiment-teller.ts'
import { haveRunner } from './queue-runner.ts'

/** What is asked for, with `-S` as it was typed. */
export interface QueueWords extends Omit<EnqueueRequest, 'tasks' | 'isSweep'> {
  readonly setParams: readonly string[]
}

/** Puts experiments into the queue, one for each combination of values. Returns their names. */
export async function queueExperiments(project: Project, words: QueueWords, run: CommandRun): Promise<string[]> {
  const request = requestOf(project, words)
  const tasks = await enqueueExperiments(project, request, { signal: run.signal, report: () => undefined })
  for (const [i, { name }] of tasks.entries()) {
    const overrides = request.tasks[i]!
    if (overrides.size > 0) run.session.print(`Queueing with overrides '${renderTask(overrides)}'.`)
    run.session.print(`Queued experiment '${name}' for future execution.`)
  }
  return tasks.map(({ name }) => name!)
}

/** Runs one experiment at once, in a work tree of its own. */
export async function runBeside(project: Project, words: QueueWords, run: CommandRun): Promise<string[]> {
  const task = await oneTask(project, words, run)
  const recorded = await runTemporaryTask(project, task, { signal: run.signal, report: experimentTeller(project, run) })
  const leftOut = leftOutText(recorded.untracked)
  if (leftOut !== undefined) run.session.warn(leftOut)
  await autoPush(project, recorded, run)
  return [recorded.name]
}

/** What one experiment would run; nothing here changes. */
export async function foretellBeside(project: Project, words: QueueWords, run: CommandRun): Promise<ForetoldRun> {
  const task = await oneTask(project, words, run)
  return foretellTemporaryTask(project, task, { signal: run.signal, report: experimentTeller(project, run) })
}

async function oneTask(project: Project, words: QueueWords, { signal }: CommandRun): Promise<QueuedTask> {
  const request = requestOf(project, words)
  if (request.isSweep)
    throw new Failure('usage', "Sweep overrides can't be used without `--queue`", {
      hint: 'To run several: sterna exp run --queue …, then sterna queue start',
    })
  const [task] = await prepareTasks(project, request, { signal, report: () => undefined })
  return task!
}

function requestOf({ chance }: Project, { setParams, ...words }: QueueWords): EnqueueRequest {
  return { ...words, ...tasksOf(parseSetParams(setParams, chance), chance) }
}

const lookMilliseconds = 100
/** At most a tenth of the time goes into looking. */
const restFactor = 9

/** Has all that is queued run, and passes on what it prints, one after the other. Returns the names of those that succeeded. */
export async function runAllQueued(
  project: Project,
  slots: number,
  { session, signal }: CommandRun,
): Promise<string[]> {
  const queued = queueTasks(project).filter(({ state }) => state === 'queued')
  if (queued.length === 0) return []
  session.print(
    'Following logs for all queued experiments. Use Ctrl+C to stop following logs (experiment execution will continue).',
  )
  await haveRunner(project, slots)
  const tasks = recentTasks(project)
  const hear = (bytes: Uint8Array) => session.write('stdout', bytes)
  for (const { task } of queued) {
    while (tasks().get(task.id)?.state === 'queued' && !signal.aborted) await project.clock.wait(lookMilliseconds)
    await readQueueLog(project, task.stash, hear, { follows: true, signal }).catch(() => undefined)
  }
  if (signal.aborted) return []
  await untilSettled(project, signal)
  const after = tasksById(project)
  return outcome(queued.flatMap(({ task }) => after.get(task.id) ?? []))
}

/** The tasks of the queue by their ids, as they were a moment ago. */
function recentTasks(project: Project): () => ReadonlyMap<string, TaskInQueue> {
  let [again, tasks]: [number, ReadonlyMap<string, TaskInQueue>] = [0, new Map()]
  return () => {
    const begin = performance.now()
    if (begin < again) return tasks
    tasks = tasksById(project)
    again = performance.now() + restFactor * (performance.now() - begin)
    return tasks
  }
}

function tasksById(project: Project): ReadonlyMap<string, TaskInQueue> {
  return new Map(queueTasks(project).map((task) => [task.task.id, task]))
}

function outcome(tasks: readonly TaskInQueue[]): string[] {
  const failed = tasks.filter(({ state }) => state === 'failed').map(({ task }) => taskLabel(task))
  if (failed.length === 0) return tasks.map(({ task }) => taskLabel(task))
  throw new Failure('stage-failed', `Failed to reproduce experiment(s) '${failed.join(', ')}'`, {
    hint: `To see why: sterna queue logs ${failed[0]}`,
  })
}
