import { type AbsolutePath, absolutePath } from '../../foundation/base/index.ts'
import { type FileSystem, isAlive } from '../../foundation/system/index.ts'
import { type DvcMessage, readMessages } from './dvc-messages.ts'
import { type DvcProcess, type DvcRun, readObject, readRunFiles, textOf } from './dvc-run-files.ts'
import type { ExperimentTask, TaskPlace, TaskSource } from './experiment-task.ts'

const success = 3

/** The tasks that DVC's own files tell of, of the project at this root. */
export function dvcTasks(files: FileSystem, root: AbsolutePath): TaskSource {
  const directory = absolutePath(root, '.dvc/tmp/exps')
  return {
    tasks() {
      if (!files.stat(directory)) return []
      return [...workspaceRun(files, directory), ...temporaryRuns(files, directory), ...queued(files, directory)]
    },
  }
}

function workspaceRun(files: FileSystem, directory: AbsolutePath): ExperimentTask[] {
  const { run, process } = readRunFiles(files, absolutePath(directory, 'run'), 'workspace')
  if (run?.baseline === undefined || process?.pid === undefined || !isAlive(process.pid)) return []
  if (run.status >= success) return []
  const place = placeOf({ root: run.rootDirectory, pid: process.pid })
  return [{ state: 'running', baseline: run.baseline, name: run.name, executor: 'workspace', place, stash: undefined }]
}

function temporaryRuns(files: FileSystem, directory: AbsolutePath): ExperimentTask[] {
  const place = absolutePath(directory, 'standalone/run')
  return (files.list(place) ?? []).flatMap(({ name }) => {
    const { run, process } = readRunFiles(files, place, name)
    if (run?.baseline === undefined || run.status > success || !rootOf(files, run)) return []
    return [
      runningTask(
        { stash: name, baseline: run.baseline, name: run.name },
        run,
        process && { ...process, id: undefined },
      ),
    ]
  })
}

function queued(files: FileSystem, directory: AbsolutePath): ExperimentTask[] {
  const broker = absolutePath(directory, 'celery/broker')
  const waiting = readMessages(files, absolutePath(broker, 'in')).map(waitingTask)
  const taken = readMessages(files, absolutePath(broker, 'processed'))
  return [...waiting, ...taken.flatMap((message) => takenTask(files, directory, message) ?? [])]
}

function waitingTask({ stash, baseline, name }: DvcMessage): ExperimentTask {
  return { state: 'queued', baseline, name, executor: 'dvc-task', place: placeOf({ taskId: stash }), stash }
}

function takenTask(files: FileSystem, directory: AbsolutePath, message: DvcMessage): ExperimentTask | undefined {
  const { stash, baseline, name, id } = message
  const { run, process } = readRunFiles(files, absolutePath(directory, 'run'), stash)
  const result = textOf(
    readObject(files, absolutePath(directory, `celery/result/celery-task-meta-${id}`))?.get('status'),
  )
  const isOver = result === 'SUCCESS' || result === 'FAILURE' || result === 'REVOKED'
  if (!isOver)
    return run && rootOf(files, run) ? runningTask(message, run, process && { ...process, id: stash }) : undefined
  const place =
    process && placeOf({ log: process.log, pid: process.pid, returnCode: process.returnCode, taskId: stash })
  if (run?.resultHash === undefined) return { state: 'failed', baseline, name, executor: undefined, place, stash }
  if (run.resultRef === undefined) return undefined
  return { state: 'success', baseline, name, executor: 'dvc-task', place, stash, ref: run.resultRef }
}

function runningTask(
  { stash, baseline, name }: Pick<DvcMessage, 'stash' | 'baseline' | 'name'>,
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
