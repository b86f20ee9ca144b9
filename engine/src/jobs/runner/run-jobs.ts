import { type AbsolutePath, type Call, Failure } from '../../foundation/base/index.ts'
import type { DetachedProcess, ProcessRequest } from '../../foundation/system/index.ts'
import { devicesAmong, variablesFor } from '../../scheduling/index.ts'
import { type GiveUpContext, giveUp } from '../give-up.ts'
import type { JobFacts } from '../job-facts.ts'
import type { JobsContext } from '../jobs-context.ts'
import { cannotWrite, renderTask } from '../supervisor/task.ts'
import { JobDevices } from './job-devices.ts'
import { Lease, type LeaseHolder, Leases } from './lease.ts'
import { nextSteps, type Step } from './next-steps.ts'
import { OpenJobs } from './open-jobs.ts'
import type { RunnerEvent } from './runner-event.ts'

export interface RunnerContext extends JobsContext, GiveUpContext {
  /** The program that supervises a job. */
  readonly supervisor: Pick<ProcessRequest, 'command' | 'arguments'>
  startDetached(request: ProcessRequest): DetachedProcess
}

/** How a job is done. */
export interface JobCommand {
  readonly command: string
  readonly arguments: readonly string[]
  readonly directory: AbsolutePath
  readonly variables: Readonly<Record<string, string | undefined>>
}

export interface RunJobsRequest {
  /** How many may run at once. */
  readonly slots: number
  /** How much there is of what jobs ask for, by name. */
  readonly totals: ReadonlyMap<string, number>
  /** Devices that somebody has chosen among, as `CUDA_VISIBLE_DEVICES` has them; all if left out. */
  readonly chosenDevices?: string | undefined
  /** How long to wait for more jobs when all have ended. */
  readonly idleMilliseconds: number
  commandFor(job: JobFacts): JobCommand
  /** Called once when the lease is there. */
  begin?(): void
  /** Called before each look at the jobs: whoever has more of them asks for them now. */
  refresh?(): void | Promise<void>
}

const pauseMilliseconds = 200
const holdMilliseconds = 5_000
/** Supervisors that end one after the other without a claim. */
const mostFruitless = 5

/**
 * Runs what is queued until nothing is left, or somebody asks it to stop; jobs that run then go on. Those that others have
 * started are watched as its own. Returns whoever does so already, if somebody does. Failure 'disk-full' or another of the system
 * if nothing can be started because nothing can be written.
 */
export async function runJobs(
  context: RunnerContext,
  request: RunJobsRequest,
  call: Call<RunnerEvent>,
): Promise<LeaseHolder | undefined> {
  const leases = new Leases(context)
  const lease = leases.take(request.slots)
  if (!(lease instanceof Lease)) {
    leases.raise(request.slots)
    return lease
  }
  try {
    await new Runner(context, request, { lease, call }).run()
    return undefined
  } finally {
    lease.release()
  }
}

interface Duty {
  readonly lease: Lease
  readonly call: Call<RunnerEvent>
}

class Runner {
  readonly #context: RunnerContext
  readonly #request: RunJobsRequest
  readonly #duty: Duty
  readonly #open: OpenJobs
  readonly #devices: JobDevices
  readonly #starting = new Map<string, number>()
  #idleSince: number | undefined
  /** Nothing starts before this time: the disk would not take it. */
  #heldUntil = Number.NEGATIVE_INFINITY
  #fruitless = 0
  #wake: () => void = () => undefined

  constructor(context: RunnerContext, request: RunJobsRequest, duty: Duty) {
    this.#context = context
    this.#request = request
    this.#duty = duty
    this.#open = new OpenJobs(context, duty)
    this.#devices = new JobDevices(devicesAmong(request.totals.get('gpu') ?? 0, request.chosenDevices))
  }

  async run(): Promise<void> {
    const { lease, call } = this.#duty
    this.#request.begin?.()
    while (lease.isHeld() && !call.signal.aborted) {
      if (!lease.isAskedToStop) await this.#request.refresh?.()
      this.#open.look()
      for (const [id, attempt] of this.#starting) if (this.#open.isClaimed(id, attempt)) this.#starting.delete(id)
      this.#devices.follow(this.#open.jobs(), this.#starting)
      const isStopping = lease.isAskedToStop
      for (const step of this.#steps(isStopping)) await this.#take(step)
      if (this.#isDone(isStopping)) return
      await this.#pause()
    }
  }

  #steps(isStopping: boolean): Step[] {
    return nextSteps({
      jobs: this.#open.jobs(),
      starting: new Set(this.#starting.keys()),
      slots: this.#duty.lease.slots,
      totals: new Map([...this.#request.totals, ['gpu', this.#devices.count]]),
      now: performance.now(),
      waitsSince: this.#open.waitsSince,
      isHeld: isStopping || performance.now() < this.#heldUntil,
    })
  }

  async #take({ kind, id, attempt }: Step): Promise<void> {
    const job = this.#open.job(id)
    if (!job) return
    if (kind === 'start') return this.#start(job, attempt)
    await giveUp(this.#context, id, job.attempts[attempt - 1]!)
  }

  #start(job: JobFacts, attempt: number): void {
    const { directory, supervisor, startDetached } = this.#context
    const devices = this.#devices.give(job)
    if (!devices) return
    const { variables, ...command } = this.#request.commandFor(job)
    this.#starting.set(job.id, attempt)
    const words = renderTask({ jobs: directory, id: job.id, attempt, devices, ...command })
    const started = startDetached({
      command: supervisor.command,
      arguments: [...supervisor.arguments, ...words],
      directory: command.directory,
      variables: devices.length > 0 ? { ...variables, ...variablesFor(devices) } : variables,
    })
    this.#duty.call.report({ kind: 'job-started', job, attempt })
    void started.ended.then(
      (code) => this.#supervisorEnded(job.id, attempt, code),
      () => this.#supervisorEnded(job.id, attempt, -1),
    )
  }

  #supervisorEnded(id: string, attempt: number, code: number): void {
    this.#starting.delete(id)
    const isFruitless = code !== 0 && !this.#open.isClaimed(id, attempt)
    this.#fruitless = isFruitless ? this.#fruitless + 1 : 0
    if (code === cannotWrite && isFruitless) this.#heldUntil = performance.now() + holdMilliseconds
    this.#open.touch(id)
    this.#wake()
  }

  #isDone(isStopping: boolean): boolean {
    const isBusy = this.#starting.size > 0 || this.#open.isAnyRunning()
    const isRefused = performance.now() < this.#heldUntil || this.#fruitless >= mostFruitless
    if (isRefused && !isBusy) throw this.#whyRefused()
    if (isStopping && this.#starting.size === 0) return !isBusy
    if (isBusy || this.#open.jobs().length > 0) this.#idleSince = undefined
    else this.#idleSince ??= performance.now()
    return this.#idleSince !== undefined && performance.now() - this.#idleSince >= this.#request.idleMilliseconds
  }

  /** What the system says when we try ourselves. */
  #whyRefused(): unknown {
    try {
      this.#context.files.writeAtomic(this.#context.jobs.place('runners', 'probe'), ' '.repeat(4096))
      this.#context.files.remove(this.#context.jobs.place('runners', 'probe'))
      return new Failure('file-unreadable', `Jobs cannot be started in '${this.#context.directory}'.`)
    } catch (error) {
      return error
    }
  }

  async #pause(): Promise<void> {
    const { clock } = this.#context
    const woken = new Promise<void>((resolve) => (this.#wake = resolve))
    let timer: { close(): void } | undefined
    await Promise.race([woken, new Promise<void>((resolve) => (timer = clock.timer(pauseMilliseconds, resolve)))])
    timer?.close()
  }
}
