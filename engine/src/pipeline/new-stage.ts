import { Failure, joinRepo, type RepoPath } from '../foundation/base/index.ts'
import { dependencyOf, type Output, placeOf, type Stage } from './definition/index.ts'
import { refuseBadPaths } from './refuse-bad-paths.ts'

/** A stage as a person asks for it. Paths start at `wdir`, which starts at `directory`. */
export interface NewStageRequest {
  readonly name: string
  readonly cmd: string
  /** Where the person is; the `dvc.yaml` is there. */
  readonly directory: RepoPath
  readonly root?: string
  readonly wdir?: string
  readonly deps?: readonly string[]
  readonly params?: readonly RequestedParams[]
  readonly outs?: readonly RequestedOutput[]
  readonly isAlwaysChanged?: boolean
  readonly desc?: string
}

export interface RequestedParams {
  readonly file: string
  /** None for the whole file. */
  readonly keys: readonly string[]
}

export interface RequestedOutput {
  readonly path: string
  readonly kind: 'outs' | 'metrics' | 'plots'
  readonly isCached: boolean
  readonly isPersistent: boolean
}

/**
 * The stage that was asked for. `before` is the stage of that name that it takes the place of; its descriptions, remotes
 * and what it says of pushing stay. Throws a `Failure` for a bad name, no command, or a path that is used twice.
 */
export function newStage(request: NewStageRequest, before?: Stage): Stage {
  if (request.cmd === '')
    throw new Failure('usage', 'command is not specified', { hint: 'Write the command after the options.' })
  refuseBadName(request.name)
  const stage = stageFrom(request, before)
  refuseBadPaths(stage, request.root)
  return stage
}

/** Refuses names with ASCII punctuation other than `_` and `-`. */
function refuseBadName(name: string): void {
  if (name !== '' && !/[!-,./:-@[-^`{-~]/.test(name)) return
  throw new Failure('usage', 'Stage name cannot contain punctuation characters.', {
    hint: `Use letters, digits, "_" and "-" instead of "${name}".`,
  })
}

function stageFrom(request: NewStageRequest, before: Stage | undefined): Stage {
  const { directory, name, root } = request
  const wdir = joinRepo(directory, request.wdir ?? '.')
  const file = joinRepo(directory, 'dvc.yaml')
  const desc = before ? before.desc : request.desc
  return {
    name,
    address: directory === '' ? name : `${file}:${name}`,
    file,
    wdir,
    cmd: request.cmd,
    deps: (request.deps ?? []).map((text) => dependencyOf(text, wdir, root)),
    params: (request.params ?? []).map(({ file: text, keys }) => ({ ...namedPlace(text, wdir, root), keys })),
    outs: (request.outs ?? []).map((output) => newOutput(output, wdir, root, before)),
    isFrozen: false,
    isAlwaysChanged: request.isAlwaysChanged ?? false,
    ...(desc === undefined ? {} : { desc }),
    ...(before?.meta === undefined ? {} : { meta: before.meta }),
    isTemplated: false,
    usedVars: new Map(),
  }
}

function namedPlace(path: string, wdir: RepoPath, root: string | undefined): { text: string; path: RepoPath } {
  const place = placeOf(path, wdir, root)
  return { text: place.text, path: (place.kind === 'url' ? path : place.path) as RepoPath }
}

function newOutput(
  { path, kind, isCached, isPersistent }: RequestedOutput,
  wdir: RepoPath,
  root: string | undefined,
  before: Stage | undefined,
): Output {
  const place = placeOf(path, wdir, root)
  const old = before?.outs.find(({ text }) => text === place.text)
  return {
    text: place.text,
    path: (place.kind === 'url' ? path : place.path) as RepoPath,
    kind: place.kind,
    isCached,
    isPersistent,
    isPushed: old?.isPushed ?? true,
    ...(old?.remote === undefined ? {} : { remote: old.remote }),
    isMetric: kind === 'metrics',
    isPlot: kind === 'plots',
    plot: new Map(),
    annotations: old?.annotations ?? new Map(),
  }
}
