import { type AbsolutePath, absolutePath } from '../../foundation/base/index.ts'
import { jsonMap, renderJson } from '../../foundation/formats/index.ts'
import { type FileSystem, orNothing } from '../../foundation/system/index.ts'
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

/** As DVC numbers them. */
const states = { running: 2, failed: 4, finished: 6 } as const

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
    this.#writeRun(task, run, states.running)
  }

  succeed(task: QueuedTask, run: TaskRun, result: TaskResult): void {
    this.#writeProcess(task, run, 0)
    this.#writeRun(task, run, states.finished, result)
  }

  fail(task: QueuedTask, run: TaskRun, exit: number): void {
    this.#writeProcess(task, run, exit)
    this.#writeRun(task, run, states.failed)
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
    return this.#field(task, 'run', 'result_ref')
  }

  /** What DVC has written of a task's output. */
  logOf(task: QueuedTask): AbsolutePath | undefined {
    const log = this.#field(task, 'json', 'stdout')
    return log === undefined ? undefined : absolutePath(log)
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
    const info = { pid: processId, stdin: null, stdout: log, stderr: null, returncode: exit ?? null }
    this.#files.writeAtomic(this.#at(task, 'json'), renderJson(jsonMap(info)))
  }

  #writeRun(task: QueuedTask, { tree, isForced }: TaskRun, status: number, result?: TaskResult): void {
    const project = task.projectRoot.slice(task.gitRoot.length + 1)
    const info = {
      git_url: `file://${tree}`,
      baseline_rev: task.baseline,
      location: 'dvc-task',
      root_dir: tree,
      dvc_dir: project === '' ? '.dvc' : `${project}/.dvc`,
      name: task.name ?? null,
      wdir: project === '' ? '.' : project,
      result_hash: result?.hash ?? null,
      result_ref: result?.ref ?? null,
      result_force: isForced,
      status,
    }
    this.#files.writeAtomic(this.#at(task, 'run'), renderJson(jsonMap(info)))
  }

  #field(task: QueuedTask, ending: string, name: string): string | undefined {
    const text = this.#files.readText(this.#at(task, ending))
    const value = text === undefined ? undefined : orNothing(() => (JSON.parse(text) as Record<string, unknown>)[name])
    return typeof value === 'string' ? value : undefined
  }

  #result({ id }: QueuedTask): AbsolutePath {
    return absolutePath(this.#folder, `celery/result/celery-task-meta-${id}`)
  }

  #at({ stash }: QueuedTask, ending: string): AbsolutePath {
    return absolutePath(this.#folder, `run/${stash}/${stash}.${ending}`)
  }
}
