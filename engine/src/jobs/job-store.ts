import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { checkedLine } from '../foundation/formats/index.ts'
import type { AttemptEnd, Claim, JobRequest, Submission } from './job.ts'
import type { JobFacts } from './job-facts.ts'
import { isJobId, nextJobId } from './job-id.ts'
import type { JobsContext } from './jobs-context.ts'
import { lookAtJob } from './look-at-job.ts'

export type StopKind = 'stop' | 'kill'

/**
 * Jobs on the disk. A job is a folder; of each file in it there is one writer, and it only grows or is made whole in one
 * step. Nothing is locked and nothing rewritten, so it does not matter who is killed when, or on which machine.
 */
export class JobStore {
  readonly #context: JobsContext

  constructor(context: JobsContext) {
    this.#context = context
  }

  submit(request: JobRequest): JobFacts {
    const { files, clock, chance, own, directory } = this.#context
    const submission: Submission = { ...request, asked: clock.now(), by: own() }
    for (;;) {
      const id = nextJobId(clock.now(), this.ids().at(-1), chance())
      files.makeDirectory(absolutePath(directory, id))
      if (files.createWhole(this.place(id, 'request'), checkedLine(submission))) return { id, submission, attempts: [] }
    }
  }

  /** In the order in which they were asked for. */
  ids(): string[] {
    const { files, directory } = this.#context
    return (files.list(directory) ?? []).map(({ name }) => name).filter(isJobId)
  }

  /** When a job came or went last, on the clock of the disk. */
  changed(): number {
    return this.#context.files.stat(this.#context.directory)?.mtimeMs ?? 0
  }

  /** Undefined if there is no such job, or none that was asked for to the end. */
  read(id: string): JobFacts | undefined {
    return lookAtJob(this.#context, id)
  }

  all(): JobFacts[] {
    return this.ids().flatMap((id) => this.read(id) ?? [])
  }

  /** Of all who claim an attempt, one has it; says whether it is this one. */
  claim(id: string, attempt: number, claim: Claim): boolean {
    return this.#create(id, `claim-${attempt}`, claim)
  }

  /** Writes down how an attempt ended, unless somebody has done so; says whether it did. */
  end(id: string, attempt: number, end: AttemptEnd): boolean {
    return this.#create(id, `end-${attempt}`, end)
  }

  /** Asks whoever runs an attempt to end it. */
  askToStop(id: string, attempt: number, kind: StopKind): void {
    this.#create(id, `${kind}-${attempt}`, { by: this.#context.own(), at: this.#context.clock.now() })
  }

  /** Takes a job away. Nobody can claim it any more from the first step on. */
  remove(id: string): void {
    const { files, directory } = this.#context
    const gone = absolutePath(directory, `removed-${id}`)
    if (files.stat(absolutePath(directory, id))) files.rename(absolutePath(directory, id), gone)
    files.remove(gone)
  }

  /** What an attempt has printed from a byte on, a piece of it; empty at the end. */
  readLog(id: string, attempt: number, start: number): Uint8Array {
    return this.#context.readLog(this.logOf(id, attempt), start)
  }

  /** Where what an attempt prints is written down. */
  logOf(id: string, attempt: number): AbsolutePath {
    return this.place(id, `output-${attempt}.log`)
  }

  place(id: string, name: string): AbsolutePath {
    return absolutePath(this.#context.directory, `${id}/${name}`)
  }

  #create(id: string, name: string, value: object): boolean {
    return this.#context.files.createWhole(this.place(id, name), checkedLine(value))
  }
}
