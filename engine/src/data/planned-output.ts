import { absolutePath } from '../foundation/base/index.ts'
import { isDirectoryHash, isPlaced, type Observation, readManifest } from '../storage/index.ts'
import { type DataCall, type DataContext, observePath } from './data-context.ts'
import { type CheckoutPlan, type Content, planCheckout, type WantedContent } from './plan-checkout.ts'
import type { RecordedContent, TrackedOutput } from './tracked-stage.ts'

/** An output that differs from what is recorded of it, and the way there. The cache has all that it takes. */
export interface PlannedOutput {
  readonly output: TrackedOutput
  readonly recorded: RecordedContent
  readonly wanted: WantedContent
  readonly plan: CheckoutPlan
}

/** Looks at an output and plans its checkout. `failed`: nothing is recorded of it, or the cache does not have it. */
export async function planOutput(
  context: DataContext,
  output: TrackedOutput,
  relink: boolean,
  call: DataCall,
): Promise<PlannedOutput | 'failed' | 'nothing'> {
  const { recorded } = output
  if (!recorded) return 'failed'
  const seen = await observePath(context, output.path, call)
  if (seen.kind !== 'missing' && seen.hash === recorded.hash && !relink)
    return lacksExecutable(seen, recorded) ? planOfMode(output, recorded) : 'nothing'
  const wanted = await wantedContent(context, recorded.hash)
  if (!wanted) return 'failed'
  const changes = planCheckout(presentContent(seen), wanted)
  const plan = relink ? withLooseFiles(context, output, changes, wanted) : changes
  const missing = await context.cache.missing([...new Set(plan.write.values())], call)
  return missing.length > 0 ? 'failed' : { output, recorded, wanted, plan }
}

function lacksExecutable(seen: Observation, recorded: RecordedContent): boolean {
  return seen.kind === 'file' && recorded.isExecutable === true && !seen.isExecutable
}

/** Only the permission is wrong: the file counts as modified, and is put in place again. */
function planOfMode(output: TrackedOutput, recorded: RecordedContent): PlannedOutput {
  const plan: CheckoutPlan = { change: 'modified', write: new Map([['', '']]), remove: [], replaced: new Map() }
  return { output, recorded, wanted: { kind: 'file', hash: recorded.hash }, plan }
}

async function wantedContent(context: DataContext, hash: string): Promise<WantedContent | undefined> {
  if (!isDirectoryHash(hash)) return { kind: 'file', hash }
  const bytes = await context.cache.read(hash)
  return bytes && { kind: 'directory', manifest: readManifest(bytes, hash) }
}

function presentContent(seen: Observation): Content {
  return seen.kind === 'directory' ? { kind: 'directory', manifest: seen.manifest() } : seen
}

/** Also the files that are right, but are not the kind of link that is wanted. */
function withLooseFiles(
  context: DataContext,
  output: TrackedOutput,
  plan: CheckoutPlan,
  wanted: Content,
): CheckoutPlan {
  const place = absolutePath(context.root, output.path)
  const all = planCheckout({ kind: 'missing' }, wanted).write
  const isLoose = ([file, hash]: readonly [string, string]) => !isPlaced(context.links, hash, absolutePath(place, file))
  return { ...plan, write: new Map([...plan.write, ...[...all].filter(isLoose)]) }
}
