import { absolutePath } from '../foundation/base/index.ts'
import { isDirectoryHash, isPlaced, type Observation, readManifest } from '../storage/index.ts'
import { areaContext } from './area-context.ts'
import { type DataCall, type DataContext, observePath } from './data-context.ts'
import { partFilter } from './output-parts.ts'
import {
  type CheckoutPlan,
  type Content,
  filesOf,
  planCheckout,
  planFiles,
  type WantedContent,
} from './plan-checkout.ts'
import { presentParts } from './present-parts.ts'
import type { SelectedOutput } from './select-outputs.ts'
import type { RecordedContent, TrackedOutput } from './tracked-stage.ts'

/** An output that differs from what is recorded of it, and the way there. The cache has all that it takes. */
export interface PlannedOutput {
  readonly output: TrackedOutput
  /** What of a directory is meant; all of it if there are none. */
  readonly parts?: readonly string[]
  readonly recorded: RecordedContent
  readonly wanted: WantedContent
  readonly plan: CheckoutPlan
  /** Files that are right, but not the kind of link that is wanted, with their hashes. */
  readonly loose: ReadonlyMap<string, string>
}

const none: ReadonlyMap<string, string> = new Map()

/** Looks at an output and plans its checkout. `failed`: nothing is recorded of it, or the cache does not have it. */
export async function planOutput(
  project: DataContext,
  { output, parts }: SelectedOutput,
  relink: boolean,
  call: DataCall,
): Promise<PlannedOutput | 'failed' | 'nothing'> {
  const { recorded } = output
  if (!recorded) return 'failed'
  const context = areaContext(project, recorded)
  if (parts) return planParts(context, output, recorded, { parts, relink }, call)
  const seen = await observePath(context, output.path, call)
  if (seen.kind !== 'missing' && seen.hash === recorded.hash && !relink)
    return lacksExecutable(seen, recorded) ? planOfMode(output, recorded) : 'nothing'
  const wanted = await wantedContent(context, recorded.hash)
  if (!wanted) return 'failed'
  const plan = planCheckout(presentContent(seen), wanted)
  const loose = relink ? looseFiles(context, output, plan, filesOf(wanted)) : none
  if (seen.kind !== 'missing' && isDone(plan, loose)) return 'nothing'
  return ifCached(context, { output, recorded, wanted, plan, loose }, call)
}

async function planParts(
  context: DataContext,
  output: TrackedOutput,
  recorded: RecordedContent,
  { parts, relink }: { readonly parts: readonly string[]; readonly relink: boolean },
  call: DataCall,
): Promise<PlannedOutput | 'failed' | 'nothing'> {
  const wanted = await wantedContent(context, recorded.hash)
  if (!wanted) return 'failed'
  const isMeant = partFilter(parts)
  const after = new Map([...filesOf(wanted)].filter(([file]) => isMeant(file)))
  const isNew = !context.files.lstat(absolutePath(context.root, output.path))
  const plan = planFiles(await presentParts(context, output.path, parts, after, call), after, isNew)
  const loose = relink ? looseFiles(context, output, plan, after) : none
  if (isDone(plan, loose)) return 'nothing'
  return ifCached(context, { output, parts, recorded, wanted, plan, loose }, call)
}

function isDone({ write, remove }: CheckoutPlan, loose: ReadonlyMap<string, string>): boolean {
  return write.size === 0 && remove.length === 0 && loose.size === 0
}

async function ifCached(
  context: DataContext,
  planned: PlannedOutput,
  call: DataCall,
): Promise<PlannedOutput | 'failed'> {
  const needed = new Set([...planned.plan.write.values(), ...planned.loose.values()])
  const missing = await context.cache.missing([...needed], call)
  return missing.length > 0 ? 'failed' : planned
}

function lacksExecutable(seen: Observation, recorded: RecordedContent): boolean {
  return seen.kind === 'file' && recorded.isExecutable === true && !seen.isExecutable
}

/** Only the permission is wrong: the file counts as modified, and is put in place again. */
function planOfMode(output: TrackedOutput, recorded: RecordedContent): PlannedOutput {
  const plan: CheckoutPlan = { change: 'modified', write: new Map([['', '']]), remove: [], replaced: new Map() }
  return { output, recorded, wanted: { kind: 'file', hash: recorded.hash }, plan, loose: none }
}

async function wantedContent(context: DataContext, hash: string): Promise<WantedContent | undefined> {
  if (!isDirectoryHash(hash)) return { kind: 'file', hash }
  const bytes = await context.cache.read(hash)
  return bytes && { kind: 'directory', manifest: readManifest(bytes, hash) }
}

function presentContent(seen: Observation): Content {
  return seen.kind === 'directory' ? { kind: 'directory', manifest: seen.manifest() } : seen
}

function looseFiles(
  context: DataContext,
  output: TrackedOutput,
  { write }: CheckoutPlan,
  wanted: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const place = absolutePath(context.root, output.path)
  const isLoose = ([file, hash]: readonly [string, string]) =>
    !write.has(file) && !isPlaced(context.links, hash, absolutePath(place, file))
  return new Map([...wanted].filter(isLoose))
}
