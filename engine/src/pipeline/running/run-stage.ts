import { refuseClaimed } from '../../data/index.ts'
import { type AbsolutePath, absolutePath, Failure, pathInside, type RepoPath } from '../../foundation/base/index.ts'
import { isWorthRetry, pauseBefore } from '../../scheduling/index.ts'
import type { Stage } from '../definition/index.ts'
import type { LockEntry, LockedInputs } from '../lock-entry.ts'
import type { PipelineCall, PipelineContext } from '../pipeline-context.ts'
import type { StagePolicy } from '../policy/index.ts'
import { beginAttempt, endOfFailure, endOfSuccess } from './attempt-of-stage.ts'
import { FailedAttempt } from './failed-attempt.ts'
import { type Place, runCommands } from './run-commands.ts'
import { removeOutputs, setAsideOutputs } from './set-aside.ts'

export interface StageRun<Recorded> {
  readonly stage: Stage
  readonly policy: StagePolicy
  readonly inputs: LockedInputs
  readonly place: Place
  /** The outputs from before are removed rather than set aside. */
  readonly withoutKeeping: boolean
  /** Records what the commands have made. */
  record(): Promise<Recorded & { readonly entry: LockEntry }>
}

/**
 * Runs a stage's commands, claims its paths meanwhile, and has the run recorded. The outputs from before are out of the
 * way; they come back if it fails, and go when the run is recorded. What failed is tried again as its policy says.
 */
export async function runStage<Recorded>(
  context: PipelineContext,
  run: StageRun<Recorded>,
  call: PipelineCall,
): Promise<Recorded> {
  for (let number = 1; ; number++) {
    try {
      return await attempt(context, run, number, call)
    } catch (error) {
      if (!(error instanceof FailedAttempt) || isDoubtful(error)) throw error
      if (!isWorthRetry(error, number, run.policy.retries)) throw error
      const milliseconds = pauseBefore(number, run.policy.retries)
      const { address } = run.stage
      call.report({ kind: 'stage-retried', stage: address, cause: error.message, seconds: milliseconds / 1000 })
      await context.turns.away(() => pause(context, milliseconds, call.signal))
    }
  }
}

async function attempt<Recorded>(
  context: PipelineContext,
  run: StageRun<Recorded>,
  number: number,
  call: PipelineCall,
): Promise<Recorded> {
  const { stage } = run
  const read = stage.deps.flatMap((dependency) => (dependency.kind === 'file' ? [dependency.path] : []))
  const write = stage.outs.map(({ path }) => path)
  await refuseClaimed(context, { read, write }, call)
  const claims = { read: placesOf(context, [...read, ...write]), write: placesOf(context, write) }
  const aside = (run.withoutKeeping ? removeOutputs : setAsideOutputs)(context, stage)
  const open = beginAttempt(context, stage, run.inputs, number)
  try {
    await context.turns.away(() => runCommands(context, run, open, call), claims)
    const recorded = await recordRun(run)
    open.end(endOfSuccess(recorded.entry))
    aside.discard()
    return recorded
  } catch (error) {
    open.end(endOfFailure(error))
    if (isDoubtful(error)) aside.discard()
    else tellOfLeft(context, stage, aside.putBack(), call)
    throw error
  }
}

/** Somebody has to look at what it has made before it is recorded. */
function isDoubtful(error: unknown): boolean {
  return error instanceof FailedAttempt && error.failureClass === 'changed-input'
}

/** An output that is not there is the command's failure. */
async function recordRun<Recorded>({ record }: StageRun<Recorded>) {
  try {
    return await record()
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'file-missing') throw error
    throw new FailedAttempt('missing-output', error.message, error.hint === undefined ? {} : { hint: error.hint })
  }
}

function tellOfLeft(
  { root }: PipelineContext,
  { address }: Stage,
  left: AbsolutePath | undefined,
  call: PipelineCall,
): void {
  if (left === undefined) return
  const text = `The outputs of stage '${address}' are again what they were before. What it left there is in '${pathInside(root, left)}'.`
  call.report({ kind: 'warning', text })
}

function placesOf(context: PipelineContext, paths: readonly RepoPath[]) {
  return paths.map((path) => absolutePath(context.root, path))
}

/** Ends early when the signal is aborted; whoever goes on sees that. */
function pause({ clock }: Pick<PipelineContext, 'clock'>, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      timer.close()
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = clock.timer(milliseconds, end)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
  })
}
