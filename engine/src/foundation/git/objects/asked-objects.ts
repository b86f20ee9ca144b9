import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import type { AbsolutePath } from '../../base/index.ts'
import { BatchAnswers } from './batch-answers.ts'
import type { GitObject } from './git-object.ts'

interface Waiting {
  resolve(object: GitObject | undefined): void
  reject(error: Error): void
}

/**
 * Reads objects through one `git cat-file --batch` child, which is started at the first question and serves all others.
 * Must be closed, or the process does not end.
 */
export class AskedObjects {
  readonly #directory: AbsolutePath
  #child: ChildProcessWithoutNullStreams | undefined
  readonly #answers = new BatchAnswers()
  readonly #waiting: Waiting[] = []
  /** What has been asked for since the last turn of the event loop, and goes to the child in one piece. */
  #names: string[] = []

  constructor(directory: AbsolutePath) {
    this.#directory = directory
  }

  /** The object that `name` stands for (`HEAD:dvc.yaml`, an id, …), or undefined if there is none. */
  read(name: string): Promise<GitObject | undefined> {
    if (name.includes('\n')) return Promise.resolve(undefined)
    const child = (this.#child ??= this.#start())
    const answer = new Promise<GitObject | undefined>((resolve, reject) => this.#waiting.push({ resolve, reject }))
    if (this.#names.push(name) === 1) setImmediate(() => this.#ask(child))
    return answer
  }

  close(): void {
    if (this.#child) this.#ask(this.#child)
    this.#child?.stdin.end()
    this.#child = undefined
  }

  #ask(child: ChildProcessWithoutNullStreams): void {
    if (this.#names.length === 0) return
    child.stdin.write(this.#names.map((name) => `${name}\n`).join(''))
    this.#names = []
  }

  #start(): ChildProcessWithoutNullStreams {
    const child = spawn('git', ['cat-file', '--batch'], { cwd: this.#directory, windowsHide: true })
    child.stdout.on('data', (chunk: Buffer) => this.#take(chunk))
    child.on('error', (error) => this.#fail(error))
    child.on('exit', () => this.#fail(new Error('git cat-file ended before it had answered.')))
    child.stdin.on('error', () => undefined)
    return child
  }

  #take(chunk: Buffer): void {
    this.#answers.add(chunk)
    while (this.#waiting.length > 0) {
      const answer = this.#answers.take()
      if (!answer) return
      this.#waiting.shift()!.resolve(answer.object)
    }
  }

  #fail(error: Error): void {
    for (const waiting of this.#waiting.splice(0)) waiting.reject(error)
  }
}
