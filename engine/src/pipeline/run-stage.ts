import { absolutePath, Failure } from '../foundation/base/index.ts'
import type { Stage } from './definition/index.ts'
import type { PipelineCall, PipelineContext } from './pipeline-context.ts'
import { commandLines, shellCommand } from './shell-command.ts'

/** Runs a stage's commands one after the other, in its working directory. Throws a `Failure` at the first that fails. */
export async function runCommands(context: PipelineContext, stage: Stage, call: PipelineCall): Promise<void> {
  for (const line of commandLines(stage.cmd)) {
    call.report({ kind: 'command', stage: stage.address, line })
    const code = await runLine(context, stage, line, call.signal)
    if (call.signal.aborted)
      throw new Failure('interrupted', `Stage '${stage.address}' was interrupted.`, {
        hint: 'Stages that were finished are recorded; run the command again to go on.',
      })
    if (code !== 0) throw new Failure('stage-failed', `failed to run: ${line}, exited with ${code}`)
  }
}

function runLine(context: PipelineContext, stage: Stage, line: string, signal: AbortSignal): Promise<number> {
  const { variables, platform } = context.environment
  const directory = absolutePath(context.root, stage.wdir)
  const withStage = { DVC_ROOT: context.root, ...variables, DVC_STAGE: stage.address }
  return context.processes.runAttached(
    { ...shellCommand(line, variables, platform), directory, variables: withStage, stdout: context.commandOutput },
    signal,
  )
}
