import { randomUUID } from 'node:crypto'
import { type AbsolutePath, absolutePath, systemErrorCode } from '../../foundation/base/index.ts'
import type { FileSystem } from '../../foundation/system/index.ts'
import type { QueuedTask } from './queued-task.ts'
import { parseTaskMessage, renderTaskMessage } from './task-message.ts'

/** A message in one of the folders of DVC's queue. */
export interface FiledMessage {
  readonly file: string
  readonly task: QueuedTask
  /** When it was written, in milliseconds since 1970. */
  readonly written: number
}

const ending = '.celery.msg'

/** DVC's queue on the disk: messages of tasks that wait, and of those that somebody has taken. */
export class Broker {
  readonly #files: FileSystem
  readonly #folder: AbsolutePath
  /** Messages never change: each is read once. */
  readonly #known = new Map<string, QueuedTask | undefined>()
  /** The number of the last message of its own. */
  #last: number | undefined

  constructor(files: FileSystem, root: AbsolutePath) {
    this.#files = files
    this.#folder = absolutePath(root, '.dvc/tmp/exps/celery/broker')
  }

  /** Tasks that nobody has taken, oldest first. */
  waiting(): FiledMessage[] {
    return this.#list('in')
  }

  /** Tasks that somebody runs or has run, oldest first. */
  taken(): FiledMessage[] {
    return this.#list('processed')
  }

  /** When a task came or was taken last. */
  changed(): number {
    return this.#files.stat(this.#at('in'))?.mtimeMs ?? 0
  }

  /** Puts a task behind all that wait. `milliseconds`: since the system began, by which DVC names messages. */
  put(task: QueuedTask, origin: string, milliseconds: number): void {
    this.#last ??= this.#begin()
    const number = Math.max(Math.floor(milliseconds), this.#last + 1)
    this.#last = number
    this.#files.writeAtomic(this.#at(`in/${number}_${randomUUID()}${ending}`), renderTaskMessage(task, origin))
  }

  /** Takes a task that waits, so that nobody else runs it; says whether it did. */
  take({ file }: FiledMessage): boolean {
    try {
      this.#files.makeDirectory(this.#at('processed'))
      this.#files.rename(this.#at(`in/${file}`), this.#at(`processed/${file}`))
      return true
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return false
      throw error
    }
  }

  /** Takes a message away. */
  forget({ file }: FiledMessage): void {
    for (const folder of ['in', 'processed']) this.#files.remove(this.#at(`${folder}/${file}`))
  }

  /** The number of the last message that waits. */
  #begin(): number {
    for (const folder of ['in', 'processed']) this.#files.makeDirectory(this.#at(folder))
    return this.#names('in').reduce((last, name) => Math.max(last, Number.parseInt(name, 10)), 0)
  }

  #list(folder: string): FiledMessage[] {
    return this.#names(folder).flatMap((file) => {
      const task = this.#read(folder, file)
      return task ? [{ file, task, written: this.#files.stat(this.#at(`${folder}/${file}`))?.mtimeMs ?? 0 }] : []
    })
  }

  #read(folder: string, file: string): QueuedTask | undefined {
    if (this.#known.has(file)) return this.#known.get(file)
    const text = this.#files.readText(this.#at(`${folder}/${file}`))
    const task = text === undefined ? undefined : parseTaskMessage(text)
    if (task) this.#known.set(file, task)
    return task
  }

  #names(folder: string): string[] {
    return (this.#files.list(this.#at(folder)) ?? []).map(({ name }) => name).filter((name) => name.endsWith(ending))
  }

  #at(name: string): AbsolutePath {
    return absolutePath(this.#folder, name)
  }
}
