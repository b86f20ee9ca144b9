import { type RecordedContent, refuseOutside } from '../data/index.ts'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import {
  hashesByPath,
  isDirectoryHash,
  type Links,
  openLinks,
  placeFiles,
  placeObject,
  readManifest,
} from '../storage/index.ts'
import type { Stage } from './definition/index.ts'
import type { LockEntry } from './lock-entry.ts'
import type { StageState } from './observe.ts'
import type { PipelineCall, PipelineContext } from './pipeline-context.ts'

/** Puts the outputs of an earlier run in place. Those that were seen to be right stay as they are. */
export async function restoreOutputs(
  context: PipelineContext,
  stage: Stage,
  entry: LockEntry,
  seen: StageState,
  call: PipelineCall,
): Promise<void> {
  for (const output of stage.outs) {
    const content = entry.outs.find(({ path }) => path === output.text)?.content
    if (!content || hashSeen(seen, output.text) === content.hash) continue
    refuseOutside(context, output.path)
    const links = output.isCached ? context.links : openLinks(context.cache, ['copy'])
    await place({ context, links, target: absolutePath(context.root, output.path), content }, call)
  }
}

function hashSeen({ outs }: StageState, text: string): string | undefined {
  const output = outs.get(text)?.seen
  return output === undefined || output.kind === 'missing' ? undefined : output.hash
}

interface Placing {
  readonly context: PipelineContext
  readonly links: Links
  readonly target: AbsolutePath
  readonly content: RecordedContent
}

async function place(placing: Placing, call: PipelineCall): Promise<void> {
  const { context, links, target, content } = placing
  context.files.remove(target)
  if (isDirectoryHash(content.hash)) await placeDirectory(placing, call)
  else placeObject(links, content.hash, target, content.isExecutable ? { isExecutable: true } : {})
}

async function placeDirectory({ context, links, target, content }: Placing, call: PipelineCall): Promise<void> {
  const manifest = readManifest((await context.cache.read(content.hash))!, content.hash)
  context.files.makeDirectory(target)
  await placeFiles(links, target, hashesByPath(manifest), { call })
  context.hashes.noteWritten(target, manifest)
}
