import { type FetchRequest, fetchData, pushData, type TransferResult } from '../data/index.ts'
import { Failure } from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'
import { byCommit, recordNamespace, recordRef } from '../records/index.ts'
import { refusePinned } from './pin-experiments.ts'
import { experimentNamespace } from './refs/experiment-ref.ts'
import { type Experiment, experimentsIn, listExperiments } from './refs/experiments.ts'
import { experimentBase } from './require-git.ts'
import { type ExperimentSelection, selectExperiments } from './select-experiments.ts'
import type { ExperimentCall, SharingContext } from './writing-context.ts'

export interface ShareRequest extends ExperimentSelection {
  /** A Git remote or URL. */
  readonly gitRemote: string
  /** Replace one of the same name that is something else. */
  readonly force: boolean
  /** Whether the data of the experiments goes with them, and where to. */
  readonly withData: boolean
  readonly remote?: string | undefined
  readonly jobs?: number | undefined
  readonly withRunCache: boolean
}

export interface SharedExperiments {
  /** Names of those that the other side, or this one, has now and had not before. */
  readonly done: readonly string[]
  readonly upToDate: readonly string[]
  /** Those that are something else there, and stay. */
  readonly diverged: readonly string[]
  /** Undefined if no data was to go with them. */
  readonly data: TransferResult | undefined
  /** Why the data did not go with them. */
  readonly failure?: Failure
  /** There is no remote that the data could go to or come from. */
  readonly isWithoutRemote?: boolean
}

/** Sends experiments to a Git remote, and their data to the storage that it has a place in. */
export async function pushExperiments(
  context: SharingContext,
  request: ShareRequest,
  call: ExperimentCall,
): Promise<SharedExperiments> {
  const { git } = experimentBase(context)
  const { gitRemote, force } = request
  const experiments = await selectExperiments(git, listExperiments(git), request)
  const refs = experiments.map(({ ref }) => ref)
  const outcomes = git.exchange.push(gitRemote, [...refs, ...recordsHere(git, experiments)], force, refs)
  const named = (kind: string) => experiments.filter(({ ref }) => outcomes.get(ref) === kind)
  const shared = [...named('up-to-date'), ...named('sent')]
  const data = await moved({ context, git }, request, shared, (wanted) => pushData(context, wanted, call))
  return {
    done: namesOf(named('sent')),
    upToDate: namesOf(named('up-to-date')),
    diverged: namesOf(named('diverged')),
    ...data,
  }
}

/** Gets experiments from a Git remote, and their data into the cache. */
export async function pullExperiments(
  context: SharingContext,
  request: ShareRequest,
  call: ExperimentCall,
): Promise<SharedExperiments> {
  const { git } = experimentBase(context)
  const { gitRemote, force } = request
  const there = git.remoteRefs(gitRemote, experimentNamespace, recordNamespace)
  const wanted = await selectExperiments(git, experimentsIn(there), request)
  const isHere = ({ ref, commit }: Experiment) => git.refId(ref) === commit
  const [upToDate, others] = parted(wanted, isHere)
  const replaced = others.filter(({ ref }) => git.refId(ref) !== undefined)
  if (force) refusePinned(git, replaced)
  const refs = others.map(({ ref }) => ref)
  const mayCome = (one: Experiment) => force || isHere(one) || git.refId(one.ref) === undefined
  git.exchange.fetch(gitRemote, [...refs, ...recordsToGet(git, wanted.filter(mayCome), byCommit(there))], force)
  const [done, diverged] = parted(others, isHere)
  const data = await moved({ context, git }, request, [...upToDate, ...done], (one) => fetchData(context, one, call))
  return { done: namesOf(done), upToDate: namesOf(upToDate), diverged: namesOf(diverged), ...data }
}

/** Those for which it holds, and the others. */
function parted<Item>(items: readonly Item[], holds: (item: Item) => boolean): readonly [Item[], Item[]] {
  const [yes, no]: [Item[], Item[]] = [[], []]
  for (const item of items) (holds(item) ? yes : no).push(item)
  return [yes, no]
}

/** Refs of the records of experiments. */
function recordsHere(git: GitRepository, experiments: readonly Experiment[]): string[] {
  const refs = new Set(experiments.map(({ commit }) => recordRef(commit)))
  return [...refs].filter((ref) => git.refId(ref) !== undefined)
}

/** Of those that the other side has and this one does not. */
function recordsToGet(
  git: GitRepository,
  experiments: readonly Experiment[],
  there: ReadonlyMap<string, string>,
): string[] {
  const commits = new Set(experiments.map(({ commit }) => commit).filter((commit) => there.has(commit)))
  return [...commits].map(recordRef).filter((ref) => git.refId(ref) === undefined)
}

/** Moves what the commits of the experiments track. What has become of their refs is told also if that fails. */
async function moved(
  { context, git }: { readonly context: SharingContext; readonly git: GitRepository },
  { withData, remote, jobs, withRunCache }: ShareRequest,
  experiments: readonly Experiment[],
  move: (request: FetchRequest) => Promise<TransferResult>,
): Promise<Pick<SharedExperiments, 'data' | 'failure' | 'isWithoutRemote'>> {
  if (!withData || experiments.length === 0) return { data: undefined }
  if (remote === undefined && context.config.remotes().length === 0) return { data: undefined, isWithoutRemote: true }
  const commits = { only: await commitsOf(git, experiments) }
  const optional = { ...(remote !== undefined && { remote }), ...(jobs !== undefined && { jobs }) }
  try {
    return { data: await move({ targets: [], commits, withRunCache, ...optional }) }
  } catch (error) {
    if (error instanceof Failure && error.code !== 'interrupted') return { data: undefined, failure: error }
    throw error
  }
}

/** All commits of experiments, of which those of old DVC have several. */
async function commitsOf(git: GitRepository, experiments: readonly Experiment[]): Promise<string[]> {
  const found = new Set<string>()
  for (const { commit, baseline } of experiments) {
    let next: string | undefined = commit
    while (next !== undefined && next !== baseline && !found.has(next)) {
      found.add(next)
      next = (await git.parents(next))[0]
    }
  }
  return [...found]
}

function namesOf(experiments: readonly Experiment[]): string[] {
  return experiments.map(({ name }) => name)
}
