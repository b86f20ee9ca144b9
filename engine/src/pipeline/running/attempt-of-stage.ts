import type { AttemptEnd, OpenAttempt } from '../../attempts/index.ts'
import { Failure } from '../../foundation/base/index.ts'
import type { Stage } from '../definition/index.ts'
import type { LockEntry, LockedFile, LockedInputs } from '../lock-entry.ts'
import type { PipelineContext } from '../pipeline-context.ts'
import { FailedAttempt } from './failed-attempt.ts'

export function beginAttempt(
  context: Pick<PipelineContext, 'attempts' | 'root'>,
  stage: Stage,
  inputs: LockedInputs,
  number: number,
): OpenAttempt {
  return context.attempts.begin({
    stage: stage.address,
    root: context.root,
    command: stage.cmd,
    number,
    inputs: hashesOf(inputs.deps),
  })
}

export function endOfSuccess({ outs }: LockEntry): AttemptEnd {
  return { outcome: 'succeeded', exit: 0, outputs: hashesOf(outs) }
}

export function endOfFailure(error: unknown): AttemptEnd {
  const cause = error instanceof Error ? error.message : String(error)
  if (error instanceof Failure && error.code === 'interrupted') return { outcome: 'interrupted', cause }
  if (!(error instanceof FailedAttempt)) return { outcome: 'failed', cause }
  const { exit, failureClass } = error
  return { outcome: 'failed', failure: failureClass, cause, ...(exit !== undefined && { exit }) }
}

function hashesOf(files: readonly LockedFile[]): Record<string, string> {
  return Object.fromEntries(files.flatMap(({ path, content }) => (content ? [[path, content.hash]] : [])))
}
