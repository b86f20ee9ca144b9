import { relative } from 'node:path/posix'
import { overlaps, type RepoPath } from '../foundation/base/index.ts'
import type { Scalar } from '../foundation/formats/index.ts'
import type { AddStageRequest } from '../pipeline/index.ts'
import { hiddenSecret } from './command-values.ts'
import { offerCommand, type ParamsFiles } from './offer-command.ts'
import type { UsedPath, WatchedRun } from './watched-run.ts'

/** What is to be known beside the runs. */
export interface OfferFacts {
  /** The contents of files of parameters: those that were read, and `params.yaml` where the command was started. */
  readonly params: ParamsFiles
  /** What a file that was written looks like. */
  readonly roles: ReadonlyMap<string, FileRole>
  readonly trackedByGit: ReadonlySet<string>
  /** Names of stages there. */
  readonly takenNames: ReadonlySet<string>
  /** What is made already, by path, and by whom. */
  readonly made: ReadonlyMap<string, string>
}

export type FileRole = 'metrics' | 'plots' | 'params'

export interface StageOffer {
  readonly kind: 'stage'
  readonly request: AddStageRequest
  /** What `params.yaml` gets, by key. */
  readonly newParams: ReadonlyMap<string, Scalar>
  readonly notes: readonly string[]
}

/** A stage that two runs would be, or why there is none to be offered. */
export type Offer = StageOffer | { readonly kind: 'none'; readonly reason: string }

/** The stage that does what two runs of one shape did. */
export function offerStage(runs: readonly [WatchedRun, WatchedRun], facts: OfferFacts): Offer {
  const [, latest] = runs
  const { writes, reads } = latest.files
  const clash = writes.map((used) => [used.path, makerOf(used.path, facts)] as const).find(([, maker]) => maker)
  if (clash) return { kind: 'none', reason: `'${clash[0]}' is tracked already, by '${clash[1]}'` }
  if (writes.length === 0 && reads.length === 0)
    return { kind: 'none', reason: 'it read and wrote no file of the project' }
  const { text, keys, newParams } = offerCommand(runs, facts.params)
  const request = {
    ...noOutputs,
    name: freeName(latest.name, facts.takenNames),
    commandWords: [text],
    deps: here(
      latest,
      reads.filter(({ path }) => facts.roles.get(path) !== 'params').map(({ path }) => path),
    ),
    params: paramsOptions(latest, facts, keys),
    ...outputsOf(latest, facts),
  }
  return { kind: 'stage', request, newParams, notes: notesOn(latest, text) }
}

const noOutputs = {
  outsPersist: [],
  outsPersistNoCache: [],
  metrics: [],
  wdir: undefined,
  desc: undefined,
  alwaysChanged: false,
  force: false,
}

function makerOf(path: RepoPath, { made }: OfferFacts): string | undefined {
  return [...made].find(([output]) => overlaps(output, path))?.[1]
}

function outputsOf(run: WatchedRun, { roles, trackedByGit }: OfferFacts) {
  const some = (role: FileRole | undefined, isInGit?: boolean) => {
    const isMeant = ({ path }: UsedPath) =>
      roleOf(roles, path) === role && (isInGit === undefined || trackedByGit.has(path) === isInGit)
    return here(
      run,
      run.files.writes.filter(isMeant).map(({ path }) => path),
    )
  }
  return {
    outs: some(undefined, false),
    outsNoCache: some(undefined, true),
    metricsNoCache: some('metrics'),
    plots: some('plots', false),
    plotsNoCache: some('plots', true),
  }
}

function roleOf(roles: OfferFacts['roles'], path: RepoPath): 'metrics' | 'plots' | undefined {
  const role = roles.get(path)
  return role === 'params' ? undefined : role
}

/** Files of parameters that were read with all they have at the top, for nobody saw which of it was used. */
function paramsOptions(run: WatchedRun, facts: OfferFacts, keys: ReadonlyMap<string, readonly string[]>): string[] {
  const read = run.files.reads.map(({ path }) => path).filter((path) => facts.roles.get(path) === 'params')
  const files = [...new Set([...read, ...keys.keys()])].sort()
  return files.map((file) => {
    const tops = read.includes(file as RepoPath) ? topKeys(facts.params.get(file)) : []
    const named = (keys.get(file) ?? []).filter((key) => !tops.includes(key.split('.')[0]!))
    return `${here(run, [file])[0]}:${[...tops, ...named].join(',')}`
  })
}

function topKeys(content: unknown): string[] {
  if (!(content instanceof Map)) return []
  const keys = [...content.keys()]
  return keys.every((key) => typeof key === 'string' && /^[\w-]+$/.test(key)) ? (keys as string[]) : []
}

function here({ directory }: WatchedRun, paths: readonly string[]): string[] {
  return paths.map((path) => relative(directory, path)).sort()
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  for (let number = 2; ; number++) if (!taken.has(`${wanted}-${number}`)) return `${wanted}-${number}`
}

function notesOn({ files, trace }: WatchedRun, text: string): string[] {
  return [
    ...(trace === 'snapshot'
      ? ['What it reads beside the files that the command names is not known: add it with -d.']
      : []),
    ...files.both.map((path) => `'${path}' is read and written by it, so it is neither a dependency nor an output.`),
    ...(text.includes(hiddenSecret) ? [`Replace ${hiddenSecret} with a variable that holds the secret.`] : []),
  ]
}
