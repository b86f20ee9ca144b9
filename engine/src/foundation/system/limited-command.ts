import type { AbsolutePath } from '../base/index.ts'
import type { Clock } from './clock.ts'
import type { OutputStream, ProcessGroup } from './process-group.ts'
import type { Processes } from './processes.ts'

export interface CommandContext {
  readonly processes: Pick<Processes, 'startGroup'>
  readonly clock: Clock
}

export interface Command {
  readonly command: string
  readonly arguments: readonly string[]
  readonly directory: AbsolutePath
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly stdin: 'inherit' | 'ignore'
  /** Milliseconds since 1970 at which its time is over. */
  readonly deadline: number | undefined
}

export interface CommandLimits {
  /** Seconds: of the whole command, and without a word from it. */
  readonly timeout: { readonly run?: number; readonly silent?: number }
  /** The signal that asks a command to end, and the seconds until it is made to. */
  readonly kill: { readonly signal: NodeJS.Signals; readonly grace: number }
}

export interface CommandEvents {
  begin(processId: number): void
  hear(stream: OutputStream, bytes: Uint8Array): void
}

export interface CommandEnd {
  /** Exit code, or the negative number of a signal. */
  readonly exit: number
  /** Why we ended it, if we did. */
  readonly stopped?: 'interrupted' | 'timeout' | 'silent'
}

/**
 * Runs one command with all that it starts, until nothing of it is left. It is asked to end when its time is over, when it
 * has been silent for too long, or when the signal is aborted; and made to end if it does not listen.
 */
export async function runCommand(
  { processes, clock }: CommandContext,
  command: Command,
  { timeout, kill }: CommandLimits,
  events: CommandEvents,
  signal: AbortSignal,
): Promise<CommandEnd> {
  const silence = new Silence(clock, timeout.silent, () => stop('silent'))
  const hear = (stream: OutputStream, bytes: Uint8Array) => {
    silence.broken()
    events.hear(stream, bytes)
  }
  const group = processes.startGroup({ ...command, hear })
  const ending = new Ending(clock, group, kill)
  const stop = (reason: NonNullable<CommandEnd['stopped']>) => ending.begin(reason)
  const interrupt = () => stop('interrupted')
  const time = command.deadline && clock.timer(Math.max(0, command.deadline - clock.now()), () => stop('timeout'))
  signal.addEventListener('abort', interrupt, { once: true })
  if (signal.aborted) interrupt()
  if (group.processId !== undefined) events.begin(group.processId)
  try {
    const exit = await group.ended
    return { exit, ...(ending.reason && { stopped: ending.reason }) }
  } finally {
    signal.removeEventListener('abort', interrupt)
    for (const timer of [silence, ending, ...(time ? [time] : [])]) timer.close()
  }
}

/** Asks a group to end once, and kills it if it has not gone after a while. */
class Ending {
  reason: CommandEnd['stopped']
  readonly #clock: Clock
  readonly #group: ProcessGroup
  readonly #kill: CommandLimits['kill']
  #timer: { close(): void } | undefined

  constructor(clock: Clock, group: ProcessGroup, kill: CommandLimits['kill']) {
    this.#clock = clock
    this.#group = group
    this.#kill = kill
  }

  begin(reason: NonNullable<CommandEnd['stopped']>): void {
    if (this.reason) return
    this.reason = reason
    this.#group.send(reason === 'interrupted' ? 'SIGINT' : this.#kill.signal)
    this.#timer = this.#clock.timer(this.#kill.grace * 1000, () => this.#group.send('SIGKILL'))
  }

  close(): void {
    this.#timer?.close()
  }
}

/** Rings when nothing has been heard for some seconds. */
class Silence {
  readonly #clock: Clock
  readonly #seconds: number | undefined
  readonly #ring: () => void
  #timer: { close(): void } | undefined

  constructor(clock: Clock, seconds: number | undefined, ring: () => void) {
    this.#clock = clock
    this.#seconds = seconds
    this.#ring = ring
    this.broken()
  }

  broken(): void {
    if (this.#seconds === undefined) return
    this.#timer?.close()
    this.#timer = this.#clock.timer(this.#seconds * 1000, this.#ring)
  }

  close(): void {
    this.#timer?.close()
  }
}
