import { Failure, mapBounded } from '../../foundation/base/index.ts'
import type { ExperimentsContext } from '../experiments-context.ts'
import { readAtOnce } from '../show/show-experiment.ts'
import { estimate } from './estimate.ts'
import type { QueueContext } from './queue-context.ts'
import type { TaskInQueue } from './queue-tasks.ts'
import { type TaskProgress, taskProgress } from './task-progress.ts'

/** How a task does, and for how long still. */
export interface TaskOutlook {
  /** Seconds that its last attempt has taken until now, or took; undefined if it has not begun, or others run it. */
  readonly elapsed: number | undefined
  /** Seconds until it is over once it runs, going by its like; undefined if nobody can know, or it is over. */
  readonly left: number | undefined
  /** Undefined if it does not run, or has written nothing. */
  readonly progress: TaskProgress | undefined
}

/** Of projects with more stages only tasks tell how long they take. */
const mostStages = 100

/** How tasks do, in their order. Looks into the work trees of those that run. */
export async function taskOutlooks(
  context: QueueContext & Pick<ExperimentsContext, 'openOther'>,
  tasks: readonly TaskInQueue[],
): Promise<TaskOutlook[]> {
  const now = context.clock.now()
  const stages = once(() => stageSeconds(context))
  const totalOf = new Map<string, number | undefined>()
  for (const [baseline, seconds] of secondsByBaseline(tasks, now))
    totalOf.set(baseline, estimate({ tasks: seconds, stages }))
  return mapBounded(tasks, readAtOnce, async (task) => {
    const elapsed = elapsedOf(task, now)
    const total = totalOf.get(task.task.baseline)
    const isOver = task.state === 'failed' || task.state === 'success'
    return {
      elapsed,
      left: isOver || total === undefined ? undefined : Math.max(0, total - (elapsed ?? 0)),
      progress: task.state === 'running' ? await taskProgress(context, task) : undefined,
    }
  })
}

/** Seconds that those took which succeeded, for each baseline that a task has. */
function secondsByBaseline(tasks: readonly TaskInQueue[], now: number): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>()
  for (const task of tasks) {
    const seconds = found.get(task.task.baseline) ?? []
    found.set(task.task.baseline, seconds)
    const elapsed = task.state === 'success' ? elapsedOf(task, now) : undefined
    if (elapsed !== undefined) seconds.push(elapsed)
  }
  return found
}

function elapsedOf({ job }: TaskInQueue, now: number): number | undefined {
  const last = job?.facts.attempts.at(-1)
  if (last?.claim?.kind !== 'taken') return undefined
  return Math.max(0, ((last.end?.ended ?? now) - last.claim.began) / 1000)
}

/** A pipeline that cannot be read tells nothing. */
function stageSeconds(context: QueueContext): (number | undefined)[] {
  try {
    const stages = context.definitions().flatMap((definition) => definition.stages)
    return stages.length > mostStages ? [] : stages.map(({ address }) => context.attempts.lastDuration(address))
  } catch (error) {
    if (error instanceof Failure) return []
    throw error
  }
}

function once<Value>(read: () => Value): () => Value {
  let known: { readonly value: Value } | undefined
  return () => (known ??= { value: read() }).value
}
