import { findInManifest, type Observation } from '../storage/index.ts'
import type { Stage } from './definition/index.ts'
import { type InputState, observeDependencies } from './observe.ts'
import type { PipelineCall, PipelineContext } from './pipeline-context.ts'

/**
 * Says which dependencies of a stage were written while its command ran. What is recorded of them is what was there before,
 * so the stage counts as changed: nobody knows which of the two the command has read. A file that is new in a directory is
 * not named: the command may have left it there itself.
 */
export async function warnOfWrittenMeanwhile(
  context: PipelineContext,
  stage: Stage,
  before: InputState,
  call: PipelineCall,
): Promise<void> {
  const now = await observeDependencies(context, stage, undefined, call)
  for (const [text, seen] of before.deps) {
    const written = writtenFile(text, seen, now.get(text)!)
    if (written !== undefined) call.report({ kind: 'warning', text: warning(stage, written) })
  }
}

/** The dependency itself, or the first file in it that is not as it was. */
function writtenFile(text: string, before: Observation, now: Observation): string | undefined {
  if (before.kind === 'missing' || (now.kind !== 'missing' && before.hash === now.hash)) return undefined
  if (before.kind === 'file' || now.kind !== 'directory') return text
  const after = now.manifest()
  const { relpaths, hashes } = before.manifest()
  const written = relpaths.find((file, i) => findInManifest(after, file) !== hashes[i])
  return written === undefined ? undefined : `${text}/${written}`
}

function warning({ address }: Stage, file: string): string {
  return (
    `'${file}' was written while stage '${address}' ran. What was there before is recorded, so the stage counts as changed. ` +
    `If its outputs are right for what is there now: sterna commit ${address}`
  )
}
