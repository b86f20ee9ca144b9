import { type AbsolutePath, absolutePath } from '../../foundation/base/index.ts'
import { type FileSystem, isAlive } from '../../foundation/system/index.ts'
import { Broker } from '../queue/broker.ts'
import type { QueuedTask } from '../queue/queued-task.ts'
import { type DvcProcess, type DvcRun, readObject, readRunFiles, runStatus, textOf } from './dvc-run-files.ts'
import type { ExperimentTask, TaskPlace, TaskSource } from './experiment-task.ts'

const folder = '.dvc/tmp/exps'

/** The tasks that DVC's own files tell of, of the project at this root. */
export function dvcTasks(files: FileSystem, root: AbsolutePath): TaskSource {
  const directory = absolutePath(root, folder)
  return {
    tasks() {
      if (!files.stat(directory)) return []
      return [...workspaceRun(files, directory), ...temporaryRuns(files, directory), ...queued(files, root)]
    },
  }
}

function workspaceRun(files: FileSystem, directory: AbsolutePath): ExperimentTask[] {
  const { run, process } = readRunFiles(files, absolutePath(directory, 'run'), 'workspace')
  if (run?.baseline === undefined || process?.pid === undefined || !isAlive(process.pid)) return []
  if (run.status >= runStatus.success) return []
  const place = placeOf({ root: run.rootDirectory, pid: process.pid })
  return [{ state: 'running', baseline: run.baseline, name: run.name, executor: 'workspace', place, stash: undefined }]
}

function temporaryRuns(files: FileSystem, directory: AbsolutePath): ExperimentTask[] {
  const place = absolutePath(directory, 'standalone/run')
  return (files.list(place) ?? []).flatMap(({ name }) => {
    const { run, process } = readRunFiles(files, place, name)
    if (run?.baseline === undefined || run.status > runStatus.success || !rootOf(files, run)) return []
    return [
      runningTask(
        { stash: name, baseline: run.baseline, name: run.name },
        run,
        process && { ...process, id: undefined },
      ),
    ]
  })
}

function queued(files: FileSystem, root: AbsolutePath): ExperimentTask[] {
  const broker = new Broker(files, root)
  const waiting = broker.waiting().map(({ task }) => waitingTask(task))
  const directory = absolutePath(root, folder)
  return [...waiting, ...broker.taken().flatMap(({ task }) => takenTask(files, directory, task) ?? [])]
}

function waitingTask({ stash, baseline, name }: QueuedTask): ExperimentTask {
  return { state: 'queued', baseline, name, executor: 'dvc-task', place: placeOf({ taskId: stash }), stash }
}

function takenTask(files: FileSystem, directory: AbsolutePath, task: QueuedTask): ExperimentTask | undefined {
  const { stash, baseline, name, id } = task
  const { run, process } = readRunFiles(files, absolutePath(directory, 'run'), stash)
  const result = textOf(
    readObject(files, absolutePath(directory, `celery/result/celery-task-meta-${id}`))?.get('status'),
  )
  const isOver = result === 'SUCCESS' || result === 'FAILURE' || result === 'REVOKED'
  if (!isOver)
    return run && rootOf(files, run) ? runningTask(task, run, process && { ...process, id: stash }) : undefined
  const place =
    process && placeOf({ log: process.log, pid: process.pid, returnCode: process.returnCode, taskId: stash })
  if (run?.resultHash === undefined) return { state: 'failed', baseline, name, executor: undefined, place, stash }
  if (run.resultRef === undefined) return undefined
  return { state: 'success', baseline, name, executor: 'dvc-task', place, stash, ref: run.resultRef }
}

function runningTask(
  { stash, baseline, name }: Pick<QueuedTask, 'stash' | 'baseline' | 'name'>,
  run: DvcRun,
  process: (DvcProcess & { readonly id: string | undefined }) | undefined,
): ExperimentTask {
  const root = run.rootDirectory ?? ''
  return {
    state: 'running',
    baseline,
    name,
    executor: run.location === 'tempdir' ? 'tempdir' : 'dvc-task',
    place: process && placeOf({ root, log: process.log, pid: process.pid, taskId: process.id }),
    stash,
    directory: absolutePath(absolutePath(root, run.dvcDirectory), '..'),
  }
}

function rootOf(files: FileSystem, { rootDirectory }: DvcRun): boolean {
  return rootDirectory !== undefined && files.stat(absolutePath(rootDirectory)) !== undefined
}

function placeOf(known: Partial<TaskPlace>): TaskPlace {
  return { root: undefined, log: undefined, pid: undefined, returnCode: undefined, taskId: undefined, ...known }
}
