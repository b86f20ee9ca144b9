import { absolutePath, Failure, systemErrorCode } from '../../foundation/base/index.ts'
import { type Value, WholeFloat } from '../../foundation/formats/index.ts'
import { flatten, viewMetrics } from '../../metrics/index.ts'
import { openView, workspaceName } from '../../revisions/index.ts'
import type { ExperimentsContext, OtherProject } from '../experiments-context.ts'
import type { QueueContext } from './queue-context.ts'
import type { TaskInQueue } from './queue-tasks.ts'
import { RunFiles } from './run-files.ts'

/** How far a task is that runs: what it has written of its metrics until now. */
export interface TaskProgress {
  /** The file of metrics that it wrote last, from the project's root. */
  readonly file: string
  /** When, in milliseconds since 1970. */
  readonly written: number
  /** By dotted name. */
  readonly metrics: Readonly<Record<string, number | string>>
}

type ProgressContext = QueueContext & Pick<ExperimentsContext, 'openOther'>

/** Looks into the work tree of a task that runs. Undefined if it has written no metrics, or is over meanwhile. */
export async function taskProgress(context: ProgressContext, { task }: TaskInQueue): Promise<TaskProgress | undefined> {
  const place = new RunFiles(context.files, context.root).placeOf(task)
  if (!place) return undefined
  try {
    const project = await context.openOther(place.project)
    try {
      return await newestMetrics(project, place.began)
    } finally {
      project.close()
    }
  } catch (error) {
    if (error instanceof Failure || systemErrorCode(error) !== undefined) return undefined
    throw error
  }
}

async function newestMetrics(project: OtherProject, began: number): Promise<TaskProgress | undefined> {
  const files = await viewMetrics(project, openView(project, workspaceName), [])
  const dated = [...files].flatMap(([file, values]) => {
    const written = project.files.stat(absolutePath(project.root, file))?.mtimeMs ?? 0
    return values.kind === 'values' && written >= began ? [{ file, written, values }] : []
  })
  const [newest] = dated.sort((a, b) => b.written - a.written)
  if (!newest) return undefined
  const { file, written, values } = newest
  const flat = [...flatten(values.value)].flatMap(([name, value]) => plainPair(name, value))
  return { file, written, metrics: Object.fromEntries(flat) }
}

function plainPair(name: string, value: Value): [string, number | string][] {
  if (value instanceof WholeFloat) return [[name, value.value]]
  return typeof value === 'number' || typeof value === 'string' ? [[name, value]] : []
}
