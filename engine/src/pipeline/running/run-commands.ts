import type { OpenAttempt } from '../../attempts/index.ts'
import { absolutePath, Failure } from '../../foundation/base/index.ts'
import { type CommandEnd, type OutputStream, runCommand } from '../../foundation/system/index.ts'
import { classOf } from '../../scheduling/index.ts'
import type { Stage } from '../definition/index.ts'
import type { PipelineCall, PipelineContext } from '../pipeline-context.ts'
import type { StagePolicy } from '../policy/index.ts'
import { FailedAttempt } from './failed-attempt.ts'
import { commandLines, shellCommand } from './shell-command.ts'

/** What a stage has been given to run with. */
export interface Place {
  /** Variables that tell its commands what is theirs. */
  readonly variables: Readonly<Record<string, string>>
  /** Variables for what nobody has set otherwise. */
  readonly defaults: Readonly<Record<string, string>>
  /** Whether others run beside it, so that nobody can answer its questions. */
  readonly isShared: boolean
}

export interface CommandsToRun {
  readonly stage: Stage
  readonly policy: StagePolicy
  readonly place: Place
}

/** One after the other, in the stage's working directory. Throws a `Failure` at the first that fails. */
export async function runCommands(
  context: PipelineContext,
  run: CommandsToRun,
  attempt: OpenAttempt,
  call: PipelineCall,
): Promise<void> {
  const { clock, machineState } = context
  const killsBefore = machineState.memoryKills()
  const deadline = run.policy.timeout.run && clock.now() + run.policy.timeout.run * 1000
  for (const line of commandLines(run.stage.cmd)) {
    call.report({ kind: 'command', stage: run.stage.address, line })
    const end = await runLine(context, run, line, { attempt, deadline, call })
    refuseFailure(run, line, end, () => machineState.memoryKills() > killsBefore)
  }
}

interface LineRun {
  readonly attempt: OpenAttempt
  readonly deadline: number | undefined
  readonly call: PipelineCall
}

function runLine(
  context: PipelineContext,
  { stage, policy, place }: CommandsToRun,
  line: string,
  { attempt, deadline, call }: LineRun,
): Promise<CommandEnd> {
  const { variables, platform } = context.environment
  const usual = { PYTHONUNBUFFERED: '1', DVC_ROOT: context.root, ...place.defaults }
  const command = {
    ...shellCommand(line, variables, platform),
    directory: absolutePath(context.root, stage.wdir),
    variables: { ...usual, ...variables, ...place.variables, DVC_STAGE: stage.address },
    stdin: place.isShared ? ('ignore' as const) : ('inherit' as const),
    deadline,
  }
  const hear = (stream: OutputStream, bytes: Uint8Array) => {
    attempt.hear(bytes)
    call.report({ kind: 'output', stage: stage.address, stream, bytes })
  }
  return runCommand(context, command, policy, { begin: (id) => attempt.watch(id), hear }, call.signal)
}

function refuseFailure(
  { stage, policy }: CommandsToRun,
  line: string,
  { exit, stopped }: CommandEnd,
  isOutOfMemory: () => boolean,
): void {
  if (stopped === 'interrupted')
    throw new Failure('interrupted', `Stage '${stage.address}' was interrupted.`, {
      hint: 'Stages that were finished are recorded; run the command again to go on.',
    })
  if (stopped === 'timeout')
    throw new FailedAttempt('timeout', `failed to run: ${line}, took longer than ${policy.timeout.run} s`, { exit })
  if (stopped === 'silent')
    throw new FailedAttempt('silent', `failed to run: ${line}, printed nothing for ${policy.timeout.silent} s`, {
      exit,
    })
  if (exit === 0) return
  const failureClass = classOf(exit, isOutOfMemory())
  const hint = failureClass === 'oom' ? 'The machine ran out of memory and ended it.' : undefined
  throw new FailedAttempt(failureClass, `failed to run: ${line}, exited with ${exit}`, {
    exit,
    ...(hint !== undefined && { hint }),
  })
}
