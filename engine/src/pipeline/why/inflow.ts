import { overlaps } from '../../foundation/base/index.ts'
import type { LocalStore, Observation } from '../../storage/index.ts'
import type { Stage } from '../definition/index.ts'
import type { ExplainedStage, UpstreamReason } from './explanation.ts'
import { type RestoredOutputs, restoredContent } from './restored-content.ts'

/** A stage before the one in question, and what becomes of it. */
export interface Producer extends Pick<ExplainedStage, 'address' | 'outlook'> {
  readonly outputs: readonly { readonly path: string }[]
}

/** What those before a stage do to what it reads. Keys are the texts that identify dependencies in the lock file. */
export interface Inflow {
  /** Will be made anew; what it will hold nobody knows yet. */
  readonly unknown: ReadonlySet<string>
  /** Will come from the cache, so that it is known what it will hold. */
  readonly known: ReadonlyMap<string, Observation>
  readonly reasons: readonly UpstreamReason[]
}

export const noInflow: Inflow = { unknown: new Set(), known: new Map(), reasons: [] }

/** Looks at each dependency and params file of a stage: who makes it, and what becomes of those. */
export async function inflowOf(
  stage: Stage,
  producers: readonly Producer[],
  { cache, restored }: { readonly cache: LocalStore; readonly restored: RestoredOutputs },
): Promise<Inflow> {
  const unknown = new Set<string>()
  const known = new Map<string, Observation>()
  const reasons: UpstreamReason[] = []
  for (const { text, path, isFile } of readPlaces(stage)) {
    const makers = producers.filter((producer) => makesAnew(producer, path))
    if (makers.length === 0) continue
    reasons.push(
      ...makers.map(({ address, outlook }) => ({ kind: 'upstream' as const, path, stage: address, outlook })),
    )
    const areRestored = isFile && makers.every(({ outlook }) => outlook.kind === 'restore' || outlook.kind === 'pull')
    const content = areRestored ? await restoredContent(cache, restored, path) : undefined
    if (content) known.set(text, content)
    else unknown.add(text)
  }
  return { unknown, known, reasons }
}

interface ReadPlace {
  readonly text: string
  readonly path: string
  /** A dependency as a whole; of a params file only some values matter. */
  readonly isFile: boolean
}

function readPlaces({ deps, params }: Stage): ReadPlace[] {
  return [
    ...deps.flatMap((dependency) =>
      dependency.kind === 'file' ? [{ text: dependency.text, path: dependency.path, isFile: true }] : [],
    ),
    ...params.map(({ text, path }) => ({ text, path, isFile: false })),
  ]
}

function makesAnew({ outlook, outputs }: Producer, path: string): boolean {
  if (outlook.kind === 'fresh' || outlook.kind === 'record') return false
  return outputs.some((output) => overlaps(output.path, path))
}
