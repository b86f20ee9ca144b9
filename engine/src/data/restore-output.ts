import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { type DirectoryManifest, placeFiles, placeObject } from '../storage/index.ts'
import type { DataCall, DataContext } from './data-context.ts'
import type { CheckoutPlan } from './plan-checkout.ts'
import type { PlannedOutput } from './planned-output.ts'

/** Carries the plan out; false if there was nothing to see of it. */
export async function restoreOutput(
  context: DataContext,
  { output, recorded, wanted, plan }: PlannedOutput,
  call: DataCall,
): Promise<boolean> {
  const target = absolutePath(context.root, output.path)
  const kind = context.files.lstat(target)?.kind
  if (kind !== undefined && (kind === 'directory') !== (wanted.kind === 'directory')) context.files.remove(target)
  if (wanted.kind === 'directory') await restoreDirectory(context, target, plan, wanted.manifest, call)
  else {
    placeObject(context.links, recorded.hash, target, recorded.isExecutable ? { isExecutable: true } : {})
    context.hashes.noteWritten(target, recorded.hash)
  }
  context.placed.note(output.path, recorded.hash)
  return plan.write.size > 0 || plan.remove.length > 0 || kind === undefined
}

async function restoreDirectory(
  context: DataContext,
  target: AbsolutePath,
  plan: CheckoutPlan,
  manifest: DirectoryManifest,
  call: DataCall,
): Promise<void> {
  context.files.makeDirectory(target)
  for (const file of plan.remove) context.files.remove(absolutePath(target, file))
  removeEmptyParents(context, target, plan.remove)
  await placeFiles(context.links, target, plan.write, call)
  context.hashes.noteWritten(target, manifest)
}

function removeEmptyParents(context: DataContext, target: AbsolutePath, removed: readonly string[]): void {
  const parents = new Set(removed.map((file) => absolutePath(target, `${file}/..`)))
  for (const parent of parents) {
    for (let directory = parent; directory !== target && context.files.removeEmpty(directory); )
      directory = absolutePath(directory, '..')
  }
}
