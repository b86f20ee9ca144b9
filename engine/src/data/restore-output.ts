import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import {
  clearPath,
  clearWholly,
  type DirectoryManifest,
  type MayGiveWay,
  makeManifest,
  placeFiles,
  placeObject,
  unsavedChanges,
} from '../storage/index.ts'
import { areaContext } from './area-context.ts'
import type { DataCall, DataContext } from './data-context.ts'
import type { CheckoutPlan } from './plan-checkout.ts'
import type { PlannedOutput } from './planned-output.ts'
import { refuseOutside } from './refuse-outside.ts'

/**
 * Carries the plan out; false if there was nothing to see of it. Failure 'unsaved-changes' at the first file that may not
 * give way.
 */
export async function restoreOutput(
  project: DataContext,
  { output, parts, recorded, wanted, plan, loose }: PlannedOutput,
  mayGiveWay: MayGiveWay,
  call: DataCall,
): Promise<boolean> {
  const context = areaContext(project, recorded)
  refuseOutside(context, output.path)
  const target = absolutePath(context.root, output.path)
  const kind = context.files.lstat(target)?.kind
  if (kind !== undefined && (kind === 'directory') !== (wanted.kind === 'directory')) clearWholly(target, mayGiveWay)
  if (wanted.kind === 'directory') {
    const written = loose.size === 0 ? plan.write : new Map([...plan.write, ...loose])
    await restoreFiles(context, target, { ...plan, write: written }, { mayGiveWay, call })
    context.hashes.noteWritten(target, parts ? entriesOf(written) : wanted.manifest)
  } else {
    const mode = recorded.isExecutable ? { isExecutable: true } : {}
    placeObject(context.links, recorded.hash, target, { ...mode, mayGiveWay })
    context.hashes.noteWritten(target, recorded.hash)
  }
  if (!parts) context.placed.note(output.path, recorded.hash)
  return plan.write.size > 0 || plan.remove.length > 0 || kind === undefined
}

async function restoreFiles(
  context: DataContext,
  target: AbsolutePath,
  plan: CheckoutPlan,
  options: { readonly mayGiveWay: MayGiveWay; readonly call: DataCall },
): Promise<void> {
  if (plan.write.size === 0) context.files.makeDirectory(target)
  const kept = plan.remove.flatMap((file) => clearPath(absolutePath(target, file), options.mayGiveWay))
  if (kept.length > 0) throw unsavedChanges(kept)
  removeEmptyParents(context, target, plan.remove)
  await placeFiles(context.links, target, plan.write, options)
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
