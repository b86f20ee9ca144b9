import type { AttemptEnd, OpenAttempt } from '../attempts/index.ts'
import { Failure, pathInside } from '../foundation/base/index.ts'
import { type CommandEnd, runCommand } from '../foundation/system/index.ts'
import { usualPolicy } from '../pipeline/index.ts'
import { classOf } from '../scheduling/index.ts'
import { chooseTracer } from './choose-tracer.ts'
import { withoutSecrets } from './command-values.ts'
import { currentOffer } from './current-offer.ts'
import type { ObservationCall, ObservationContext } from './observation-context.ts'
import type { Offer } from './offer.ts'
import { nameOf, programFor, type TypedCommand, typedCommand } from './program.ts'
import type { TracedProgram, Tracer } from './tracer.ts'
import { usedFiles } from './used-files.ts'
import type { TraceKind, WatchedRun } from './watched-run.ts'

export interface WatchRequest {
  /** The command, as it was typed. */
  readonly words: readonly string[]
  /** What it is called; after its script or program if left out. */
  readonly name: string | undefined
  readonly trace: TraceKind | 'auto'
}

export interface WatchResult {
  readonly run: WatchedRun
  /** Exit code of the command, as a shell tells it. */
  readonly exitCode: number
  /** Undefined as long as it was not seen twice to do the same. */
  readonly offer: Offer | undefined
}

/** Runs a command as it is, writes down what it read, wrote and printed, and offers a stage for it after the second time. */
export async function watchCommand(
  context: ObservationContext,
  request: WatchRequest,
  call: ObservationCall,
): Promise<WatchResult> {
  if (request.words.length === 0)
    throw new Failure('usage', 'command is not specified', { hint: 'For example: sterna watch python train.py' })
  const typed = typedCommand(request.words)
  const begun = begin(context, typed, request.name ?? nameOf(typed))
  const traced = programFor(context, typed)
  const tracer = chooseTracer(context, request.trace, traced, call)
  const { id, end, seconds } = await runTraced(context, { traced, tracer }, begun, call)
  const run = { ...begun, id, trace: tracer.kind, exit: end.exit, seconds, files: usedFiles(context, tracer.end()) }
  context.watched.keep(run)
  const offer = end.exit === 0 ? currentOffer(context, run.name) : undefined
  return { run, exitCode: end.exit < 0 ? mostExitCodes - end.exit : end.exit, offer }
}

const mostExitCodes = 128

function begin(context: ObservationContext, { words, isLine }: TypedCommand, name: string) {
  const { git, root, workingDirectory } = context
  const commit = git?.head().commit
  return {
    name,
    command: { words: withoutSecrets(words), isLine },
    directory: pathInside(root, workingDirectory)!,
    ...(commit !== undefined && { commit }),
    isDirty: git?.changes({ withUntracked: false }).isDirty ?? false,
  }
}

/** What the attempts of a command that is no stage are listed under. */
export function watchedAddress(name: string): string {
  return `watch:${name}`
}

interface TracedRun {
  readonly traced: TracedProgram
  readonly tracer: Tracer
}

async function runTraced(
  context: ObservationContext,
  what: TracedRun,
  { name, command }: Pick<WatchedRun, 'name' | 'command'>,
  call: ObservationCall,
) {
  const { attempts, root, machineState, clock } = context
  const began = clock.now()
  const killsBefore = machineState.memoryKills()
  const stage = watchedAddress(name)
  const attempt = attempts.begin({ stage, root, command: command.words.join(' '), number: 1, inputs: {} })
  try {
    const end = await runInGroup(context, what, attempt, call)
    attempt.end(endOf(end, () => machineState.memoryKills() > killsBefore))
    return { id: attempt.id, end, seconds: (clock.now() - began) / 1000 }
  } catch (error) {
    attempt.end({ outcome: 'failed', cause: error instanceof Error ? error.message : String(error) })
    throw error
  }
}

function runInGroup(
  context: ObservationContext,
  { traced, tracer }: TracedRun,
  attempt: OpenAttempt,
  call: ObservationCall,
): Promise<CommandEnd> {
  const command = {
    ...tracer.around(traced.program),
    directory: traced.directory,
    variables: { PYTHONUNBUFFERED: '1', ...context.environment.variables },
    stdin: 'inherit' as const,
    deadline: undefined,
  }
  const events = {
    begin: (processId: number) => attempt.watch(processId),
    hear(stream: 'stdout' | 'stderr', bytes: Uint8Array) {
      attempt.hear(bytes)
      call.report({ kind: 'output', stream, bytes })
    },
  }
  return runCommand(context, command, usualPolicy, events, call.signal)
}

function endOf({ exit, stopped }: CommandEnd, isOutOfMemory: () => boolean): AttemptEnd {
  if (stopped === 'interrupted') return { outcome: 'interrupted', exit, cause: 'It was interrupted.' }
  if (exit === 0) return { outcome: 'succeeded', exit }
  return { outcome: 'failed', exit, failure: classOf(exit, isOutOfMemory()), cause: `exited with ${exit}` }
}
