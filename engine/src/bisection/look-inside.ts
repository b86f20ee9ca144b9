import { openCommit } from '../revisions/index.ts'
import type { BisectionCall, BisectionContext, BisectionEvent } from './bisection-context.ts'
import { entryFactors } from './factors/entry-factors.ts'
import type { EntryFactor, Factor, FileFactor } from './factors/factor.ts'
import { findFactors, type Sides } from './factors/find-factors.ts'
import type { Judge } from './judge.ts'
import { type Metric, makerOf } from './measuring/metric.ts'
import { type Cause, mostTests, SearchEnded, smallestCause } from './search/smallest-cause.ts'

export interface InsideRequest extends Sides {
  readonly metric: Metric
  /** Also which files of a directory that is to blame. */
  readonly withEntries: boolean
  /** To judge so many variants by. */
  judgeFor(tests: number): Judge
}

/** Which of the changes between two commits made the metric bad, or why that cannot be told. */
export type Inside =
  | { readonly kind: 'unknown'; readonly reason: string }
  | (Cause<Factor> & { readonly kind: 'cause'; readonly count: number; readonly entries: readonly EntriesInside[] })

/** The same of the files of a directory. */
export type EntriesInside =
  | { readonly kind: 'unknown'; readonly path: string; readonly reason: string }
  | (Cause<EntryFactor> & { readonly kind: 'cause'; readonly path: string; readonly count: number })

/** Looks into the difference of two commits of which the second one is bad and the first one is not. */
export async function lookInside(
  context: BisectionContext,
  request: InsideRequest,
  call: BisectionCall,
): Promise<Inside> {
  if (!(await isMade(context, request))) return { kind: 'unknown', reason: 'No stage makes the metric.' }
  const factors = await findFactors(context, request)
  if (factors.length === 0) return { kind: 'unknown', reason: 'They differ in nothing that a pipeline reads.' }
  const ask = questions(request, call)
  call.report(changesKnown('factors', factors.length))
  try {
    if (!(await ask(factors.length)(factors)))
      return {
        kind: 'unknown',
        reason: 'Made anew with all changes the metric is not bad: the pipeline makes something else.',
      }
    const cause = await smallestCause(factors, ask(factors.length))
    const entries = request.withEntries ? await lookIntoData(context, request, cause.changes, call) : []
    return { kind: 'cause', count: factors.length, ...cause, entries }
  } catch (error) {
    if (error instanceof SearchEnded) return { kind: 'unknown', reason: 'No more runs are allowed (--max-runs).' }
    throw error
  }
}

async function isMade(context: BisectionContext, { after, metric }: InsideRequest): Promise<boolean> {
  return makerOf(await openCommit(context, { name: after, commit: after }).stages(), metric) !== undefined
}

/** For each directory that is to blame, with what else is, which of its files are. */
async function lookIntoData(
  context: BisectionContext,
  request: InsideRequest,
  changes: readonly Factor[],
  call: BisectionCall,
): Promise<EntriesInside[]> {
  const found: EntriesInside[] = []
  for (const one of changes) {
    if (one.kind !== 'data') continue
    const others = changes.filter((other) => other !== one)
    found.push(await lookIntoDirectory(context, request, { one, others }, call))
  }
  return found
}

async function lookIntoDirectory(
  context: BisectionContext,
  request: InsideRequest,
  { one, others }: { readonly one: FileFactor; readonly others: readonly Factor[] },
  call: BisectionCall,
): Promise<EntriesInside> {
  const { path } = one
  const entries = one.change === 'modified' ? await entryFactors(context, request, one) : undefined
  if (!entries || entries.length === 0)
    return {
      kind: 'unknown',
      path,
      reason: 'it is no directory that both commits have, or its list of files is missing',
    }
  call.report(changesKnown('entries', entries.length))
  const ask = questions(request, call)(entries.length)
  const cause = await smallestCause(entries, (chosen) => ask([...others, ...chosen], chosen.length))
  return { kind: 'cause', path, count: entries.length, ...cause }
}

function changesKnown(what: 'factors' | 'entries', count: number): BisectionEvent {
  return { kind: 'changes-known', what, count, mostTests: mostTests(count) }
}

/** Whether the earlier commit with some of the changes is bad. One that cannot be measured does not count as bad. */
function questions({ before, after, judgeFor }: InsideRequest, call: BisectionCall) {
  return (count: number) => {
    const judge = judgeFor(mostTests(count) + 1)
    return async (chosen: readonly Factor[], shown = chosen.length) => {
      const variant = { commit: before, from: after, changes: chosen }
      const { verdict } = await judge(variant, (measurement, told) =>
        call.report({ kind: 'changes-measured', chosen: chosen.slice(-shown), count, measurement, verdict: told }),
      )
      return verdict === 'bad'
    }
  }
}
