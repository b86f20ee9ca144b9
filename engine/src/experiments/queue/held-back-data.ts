import { overlaid } from '../../data/index.ts'
import type { AbsolutePath } from '../../foundation/base/index.ts'
import { commitLocked, type ReproduceRequest } from '../../pipeline/index.ts'
import type { ExperimentCall } from '../writing-context.ts'
import type { QueueContext } from './queue-context.ts'

/**
 * Puts data that somebody changed into the cache, and returns what `.dvc` files would say of it. The files themselves stay: what
 * is queued must not change the work tree.
 */
export async function heldBackData(
  context: QueueContext,
  { targets, isRecursive }: Pick<ReproduceRequest, 'targets' | 'isRecursive'>,
  call: ExperimentCall,
): Promise<ReadonlyMap<AbsolutePath, string>> {
  const held = new Map<AbsolutePath, string>()
  const isHeld = (file: AbsolutePath) => file.endsWith('.dvc')
  const files = overlaid(context.files, {
    readText: (file: AbsolutePath) => held.get(file) ?? context.files.readText(file),
    writeAtomic(file: AbsolutePath, content: string | Uint8Array) {
      if (isHeld(file)) held.set(file, Buffer.from(content as string).toString('utf8'))
      else context.files.writeAtomic(file, content)
    },
  })
  const selection = { targets, isRecursive, withDependencies: targets.length > 0 }
  const request = { ...selection, onlySources: true, withoutRelink: true, force: true, confirm: async () => true }
  await context.lock.during(() => commitLocked(overlaid(context, { files }), request, call))
  context.forgetStages()
  return held
}
