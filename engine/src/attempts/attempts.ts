import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { forgivingLog, type LogFile } from '../foundation/system/index.ts'
import { type Attempt, type AttemptStart, stateOf } from './attempt.ts'
import { attemptId } from './attempt-id.ts'
import { parseRecord, renderLine } from './attempt-record.ts'
import type { AttemptsContext } from './attempts-context.ts'
import { idsIn } from './ids-in.ts'
import { OpenAttempt } from './open-attempt.ts'

/** Of each stage; what is older goes when another begins. */
const keptAttempts = 20

/** The attempts at running stages, with what they printed. Each is a record of JSON lines and a log, which only grow. */
export class Attempts {
  readonly #context: AttemptsContext

  constructor(context: AttemptsContext) {
    this.#context = context
  }

  begin(start: AttemptStart): OpenAttempt {
    const { clock, own } = this.#context
    const folder = this.#folderOf(start.stage)
    const now = clock.now()
    const id = attemptId(now)
    const record = this.#open(folder, `${id}.jsonl`)
    record.append(renderLine({ ...start, began: new Date(now).toISOString(), by: own() }))
    this.#forgetOld(folder)
    return new OpenAttempt(id, this.#context, record, this.#open(folder, `${id}.log`))
  }

  /** Newest first. */
  of(stage: string): Attempt[] {
    return [...this.#newestFirst(this.#folderOf(stage))]
  }

  /** The newest of a stage's attempts that is meant. */
  find(stage: string, isMeant: (attempt: Attempt) => boolean): Attempt | undefined {
    for (const attempt of this.#newestFirst(this.#folderOf(stage))) if (isMeant(attempt)) return attempt
    return undefined
  }

  /** Of all stages. */
  all(): Attempt[] {
    const { files, directory } = this.#context
    const folders = (files.list(directory) ?? []).map(({ name }) => absolutePath(directory, name))
    return folders.flatMap((folder) => [...this.#newestFirst(folder)])
  }

  /** What an attempt has printed from a byte on, a piece of it; empty at the end. */
  readLog(attempt: Pick<Attempt, 'stage' | 'id'>, start: number): Uint8Array {
    return this.#context.readLog(this.logOf(attempt), start)
  }

  /** Where what an attempt prints is written down. */
  logOf({ stage, id }: Pick<Attempt, 'stage' | 'id'>): AbsolutePath {
    return absolutePath(this.#folderOf(stage), `${id}.log`)
  }

  pause(milliseconds: number): Promise<void> {
    return this.#context.clock.wait(milliseconds)
  }

  /** How long the stage's last success took, in seconds. */
  lastDuration(stage: string): number | undefined {
    const last = this.find(stage, ({ state }) => state === 'succeeded')
    return last?.ended === undefined ? undefined : (last.ended - last.began) / 1000
  }

  *#newestFirst(folder: AbsolutePath): Generator<Attempt> {
    for (const id of idsIn(this.#context.files, folder, '.jsonl')) {
      const attempt = this.#read(folder, id)
      if (attempt) yield attempt
    }
  }

  #read(folder: AbsolutePath, id: string): Attempt | undefined {
    const { files, clock, isRunning } = this.#context
    const file = absolutePath(folder, `${id}.jsonl`)
    const record = parseRecord(files.readText(file) ?? '')
    if (!record) return undefined
    const lastSign = files.stat(file)?.mtimeMs ?? record.began
    const isAlive = record.outcome === undefined ? isRunning(record.by) : false
    return { ...record, id, state: stateOf(record.outcome, isAlive, lastSign, clock.now()) }
  }

  #folderOf(stage: string): AbsolutePath {
    return absolutePath(this.#context.directory, encodeURIComponent(stage))
  }

  #open(folder: AbsolutePath, name: string): LogFile {
    return forgivingLog(this.#context.openLog, absolutePath(folder, name))
  }

  #forgetOld(folder: AbsolutePath): void {
    const { files } = this.#context
    for (const id of idsIn(files, folder, '.jsonl').slice(keptAttempts))
      for (const kind of ['jsonl', 'log']) files.remove(absolutePath(folder, `${id}.${kind}`))
  }
}
