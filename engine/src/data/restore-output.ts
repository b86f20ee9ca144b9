import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { type DirectoryManifest, makeManifest, placeFiles, placeObject } from '../storage/index.ts'
import { areaContext } from './area-context.ts'
import type { DataCall, DataContext } from './data-context.ts'
import type { CheckoutPlan } from './plan-checkout.ts'
import type { PlannedOutput } from './planned-output.ts'
import { refuseOutside } from './refuse-outside.ts'

/** Carries the plan out; false if there was nothing to see of it. */
export async function restoreOutput(
  project: DataContext,
  { output, parts, recorded, wanted, plan, loose }: PlannedOutput,
  call: DataCall,
): Promise<boolean> {
  const context = areaContext(project, recorded)
  refuseOutside(context, output.path)
  const target = absolutePath(context.root, output.path)
  const kind = context.files.lstat(target)?.kind
  if (kind !== undefined && (kind === 'directory') !== (wanted.kind === 'directory')) context.files.remove(target)
  if (wanted.kind === 'directory') {
    const written = loose.size === 0 ? plan.write : new Map([...plan.write, ...loose])
    await restoreFiles(context, target, { ...plan, write: written }, call)
    context.hashes.noteWritten(target, parts ? entriesOf(written) : wanted.manifest)
  } else {
    placeObject(context.links, recorded.hash, target, recorded.isExecutable ? { isExecutable: true } : {})
    context.hashes.noteWritten(target, recorded.hash)
  }
  if (!parts) context.placed.note(output.path, recorded.hash)
  return plan.write.size > 0 || plan.remove.length > 0 || kind === undefined
}

async function restoreFiles(
  context: DataContext,
  target: AbsolutePath,
  plan: CheckoutPlan,
  call: DataCall,
): Promise<void> {
  if (plan.write.size === 0) context.files.makeDirectory(target)
  for (const file of plan.remove) context.files.remove(absolutePath(target, file))
  removeEmptyParents(context, target, plan.remove)
  await placeFiles(context.links, target, plan.write, call)
}

/** Of a directory in which other files may differ only what has been written itself may be believed. */
function entriesOf(files: ReadonlyMap<string, string>): DirectoryManifest {
  return makeManifest([...files.keys()], [...files.values()])
}

function removeEmptyParents(context: DataContext, target: AbsolutePath, removed: readonly string[]): void {
  const inside = removed.filter((file) => file !== '')
  const parents = new Set(inside.map((file) => absolutePath(target, `${file}/..`)))
  for (const parent of parents) {
    for (let directory = parent; directory !== target && context.files.removeEmpty(directory); )
      directory = absolutePath(directory, '..')
  }
}
