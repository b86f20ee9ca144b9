import { findInManifest, type Observation } from '../../storage/index.ts'
import type { Stage } from '../definition/index.ts'
import { type InputState, observeDependencies } from '../observe.ts'
import type { PipelineCall, PipelineContext } from '../pipeline-context.ts'
import { lockedUrl, observeUrls, urlChange } from '../url-dependencies.ts'
import { FailedAttempt } from './failed-attempt.ts'

/**
 * Refuses a run during which a dependency was written: nobody knows which of the two states the command has read, so nothing
 * may be recorded of it. A file that is new in a directory is no reason: the command may have left it there itself.
 */
export async function refuseWrittenMeanwhile(
  context: PipelineContext,
  stage: Stage,
  before: InputState,
  call: PipelineCall,
): Promise<void> {
  const now = await observeDependencies(context, stage, undefined, call)
  for (const [text, seen] of before.deps) {
    const written = writtenFile(text, seen, now.get(text)!)
    if (written !== undefined) throw refusal(stage, written)
  }
  await refuseUrlsWritten(context, stage, before, call)
}

async function refuseUrlsWritten(
  context: PipelineContext,
  stage: Stage,
  { urls }: InputState,
  call: PipelineCall,
): Promise<void> {
  context.urls.forget()
  const now = urls.size > 0 ? await observeUrls(context, stage, call) : urls
  for (const [url, seen] of urls) {
    if (seen.kind === 'there' && urlChange(now.get(url)!, lockedUrl(url, seen.state))) throw refusal(stage, url)
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

function refusal({ address }: Stage, file: string): FailedAttempt {
  return new FailedAttempt(
    'changed-input',
    `'${file}' was written while stage '${address}' ran, so nothing was recorded of this run.`,
    { hint: `Run it again. If its outputs are right for what is there now: sterna commit ${address}` },
  )
}
