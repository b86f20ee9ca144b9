import { absolutePath, Failure } from '../../foundation/base/index.ts'
import { mostNeeded, policyFile, readProjectPolicy } from '../../pipeline/index.ts'
import { openCommit } from '../../revisions/index.ts'
import type { QueueContext } from './queue-context.ts'
import type { QueuedTask } from './queued-task.ts'

/**
 * What a task needs of the machine: the most that any stage needs that there is where it begins. Nothing if that cannot be read: it will
 * say so itself when it runs.
 */
export async function taskNeeds(
  context: QueueContext,
  { stash }: QueuedTask,
): Promise<Readonly<Record<string, number>>> {
  try {
    const view = openCommit(context, { name: stash, commit: stash })
    const stages = (await view.definitions()).flatMap((definition) => definition.stages)
    const text = (await view.readText(policyFile)) ?? context.files.readText(absolutePath(context.root, policyFile))
    return Object.fromEntries(mostNeeded(stages, text))
  } catch (error) {
    if (error instanceof Failure) return {}
    throw error
  }
}

/** How much there is of what tasks need: what the machine has, or `sterna.yaml` says. */
export function whatThereIs({ files, root, machineState }: QueueContext): ReadonlyMap<string, number> {
  const { cpu, mem, gpu } = machineState.totals()
  const { totals } = readProjectPolicy(files.readText(absolutePath(root, policyFile)))
  return new Map([...Object.entries({ cpu, mem, gpu }), ...totals])
}
