import { type AbsolutePath, absolutePath } from '../../foundation/base/index.ts'
import { jsonMap, renderJson } from '../../foundation/formats/index.ts'
import type { FileSystem } from '../../foundation/system/index.ts'
import { readProcess, readRun, renderProcess, renderRun, runStatus } from '../tasks/dvc-run-files.ts'
import type { QueuedTask } from './queued-task.ts'

export interface TaskRun {
  /** The work tree. */
  readonly tree: AbsolutePath
  readonly log: AbsolutePath
  readonly processId: number
  readonly isForced: boolean
}

/** What a task has made. */
export interface TaskResult {
  readonly hash: string
  readonly ref: string
}

/** The files in which DVC and editors look how a task does. They are for others to read: what we go by are jobs. */
export class RunFiles {
  readonly #files: FileSystem
  readonly #folder: AbsolutePath

  constructor(files: FileSystem, root: AbsolutePath) {
    this.#files = files
    this.#folder = absolutePath(root, '.dvc/tmp/exps')
  }

  begin(task: QueuedTask, run: TaskRun): void {
    this.#writeProcess(task, run, undefined)
    this.#files.writeAtomic(this.#at(task, 'pid'), String(run.processId))
    this.#writeRun(task, run, runStatus.running)
  }

  succeed(task: QueuedTask, run: TaskRun, result: TaskResult): void {
    this.#writeProcess(task, run, 0)
    this.#writeRun(task, run, runStatus.finished, result)
  }

  fail(task: QueuedTask, run: TaskRun, exit: number): void {
    this.#writeProcess(task, run, exit)
    this.#writeRun(task, run, runStatus.failed)
  }

  /** Says that a task is over, well or not. */
  close(task: QueuedTask, now: number): void {
    const done = new Date(now).toISOString().replace(/(\.\d{3})Z$/, '$1000+00:00')
    const meta = { status: 'SUCCESS', result: null, traceback: null, children: [], date_done: done, task_id: task.id }
    this.#files.writeAtomic(this.#result(task), renderJson(jsonMap(meta)))
  }

  isClosed(task: QueuedTask): boolean {
    return this.#files.stat(this.#result(task)) !== undefined
  }

  /** The ref of the experiment that a task has made; undefined if there is none. */
  resultOf(task: QueuedTask): string | undefined {
    return readRun(this.#files, this.#at(task, 'run'))?.resultRef
  }

  /** What DVC has written of a task's output. */
  logOf(task: QueuedTask): AbsolutePath | undefined {
    const log = readProcess(this.#files, this.#at(task, 'json'))?.log
    return log === undefined ? undefined : absolutePath(log)
  }

  /** Where a task runs: the project there, and when it was ready to begin, in milliseconds since 1970. */
  placeOf(task: QueuedTask): { readonly project: AbsolutePath; readonly began: number } | undefined {
    const run = readRun(this.#files, this.#at(task, 'run'))
    const began = this.#files.stat(this.#at(task, 'pid'))?.mtimeMs
    if (run?.rootDirectory === undefined || began === undefined) return undefined
    return { project: absolutePath(absolutePath(run.rootDirectory, run.dvcDirectory), '..'), began }
  }

  processOf(task: QueuedTask): number | undefined {
    const text = this.#files.readText(this.#at(task, 'pid'))
    return text === undefined ? undefined : Number(text) || undefined
  }

  forget(task: QueuedTask): void {
    this.#files.remove(this.#result(task))
    this.#files.remove(absolutePath(this.#folder, `run/${task.stash}`))
  }

  #writeProcess(task: QueuedTask, { processId, log }: TaskRun, exit: number | undefined): void {
    this.#files.writeAtomic(this.#at(task, 'json'), renderProcess({ pid: processId, log, returnCode: exit }))
  }

  #writeRun(task: QueuedTask, { tree, isForced }: TaskRun, status: number, result?: TaskResult): void {
    const project = task.projectRoot.slice(task.gitRoot.length + 1)
    const text = renderRun({
      baseline: task.baseline,
      location: 'dvc-task',
      rootDirectory: tree,
      dvcDirectory: project === '' ? '.dvc' : `${project}/.dvc`,
      name: task.name,
      workingDirectory: project === '' ? '.' : project,
      resultHash: result?.hash,
      resultRef: result?.ref,
      isForced,
      status,
    })
    this.#files.writeAtomic(this.#at(task, 'run'), text)
  }

  #result({ id }: QueuedTask): AbsolutePath {
    return absolutePath(this.#folder, `celery/result/celery-task-meta-${id}`)
  }

  #at({ stash }: QueuedTask, ending: string): AbsolutePath {
    return absolutePath(this.#folder, `run/${stash}/${stash}.${ending}`)
  }
}
