import { refuseClaimed } from '../data/index.ts'
import { absolutePath, Failure, type RepoPath } from '../foundation/base/index.ts'
import type { Stage } from './definition/index.ts'
import type { PipelineCall, PipelineContext } from './pipeline-context.ts'
import { setAsideOutputs } from './set-aside.ts'
import { commandLines, shellCommand } from './shell-command.ts'

/**
 * Runs a stage's commands, claims its paths meanwhile, and has the run recorded. The outputs from before are out of the
 * way; they come back if a command fails, and go when the run is recorded.
 */
export async function runStage<Recorded>(
  context: PipelineContext,
  stage: Stage,
  call: PipelineCall,
  record: () => Promise<Recorded>,
): Promise<Recorded> {
  const read = stage.deps.flatMap((dependency) => (dependency.kind === 'file' ? [dependency.path] : []))
  const write = stage.outs.map(({ path }) => path)
  await refuseClaimed(context, { read, write }, call)
  const claims = { read: placesOf(context, [...read, ...write]), write: placesOf(context, write) }
  const aside = setAsideOutputs(context, stage)
  try {
    await context.pathLocks.during(claims, () => context.lock.lentOut(() => runCommands(context, stage, call)))
  } catch (error) {
    aside.putBack()
    throw error
  }
  const recorded = await record()
  aside.discard()
  return recorded
}

function placesOf(context: PipelineContext, paths: readonly RepoPath[]) {
  return paths.map((path) => absolutePath(context.root, path))
}

/** One after the other, in the stage's working directory. Throws a `Failure` at the first that fails. */
async function runCommands(context: PipelineContext, stage: Stage, call: PipelineCall): Promise<void> {
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
