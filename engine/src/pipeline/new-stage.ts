import { Failure, joinRepo, type RepoPath } from '../foundation/base/index.ts'
import { dependencyOf, type Output, placeOf, type Stage } from './definition/index.ts'

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
  const { directory, name, root } = request
  const wdir = joinRepo(directory, request.wdir ?? '.')
  const file = joinRepo(directory, 'dvc.yaml')
  const desc = before ? before.desc : request.desc
  const stage: Stage = {
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
  refuseBadPaths(stage, root)
  return stage
}

function namedPlace(path: string, wdir: RepoPath, root: string | undefined): { text: string; path: RepoPath } {
  const place = placeOf(path, wdir, root)
  return { text: place.text, path: (place.kind === 'url' ? path : place.path) as RepoPath }
}

/** Words of a command line as the one text that is kept: a word with a space is put in double quotes. */
export function joinCommandWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return words
    .map((word) => {
      if (word === '') return '""'
      return word.includes(' ') && !word.includes('"') ? `"${word}"` : word
    })
    .join(' ')
}

/** `[file:]key,key` texts as what they ask for, one entry a file. The file ends at the last colon. */
export function parseParamsOptions(options: readonly string[]): RequestedParams[] {
  const keysByFile = new Map<string, string[]>()
  for (const option of options) {
    const colon = option.lastIndexOf(':')
    const file = colon > 0 ? option.slice(0, colon) : 'params.yaml'
    const keys = option
      .slice(colon + 1)
      .split(',')
      .filter((key) => key !== '')
    keysByFile.set(file, [...(keysByFile.get(file) ?? []), ...keys])
  }
  return [...keysByFile].map(([file, keys]) => ({ file, keys }))
}

/** Refuses names with ASCII punctuation other than `_` and `-`. */
function refuseBadName(name: string): void {
  if (name !== '' && !/[!-,./:-@[-^`{-~]/.test(name)) return
  throw new Failure('usage', 'Stage name cannot contain punctuation characters.', {
    hint: `Use letters, digits, "_" and "-" instead of "${name}".`,
  })
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

function refuseBadPaths(stage: Stage, root = ''): void {
  refuseOutside(stage)
  const placeName = (path: string) => (path.includes('://') || path.startsWith('/') ? path : `${root}/${path}`)
  const inputs = inputsOf(stage)
  const outputs = stage.outs.map(({ path }) => path)
  const circular = inputs.find((path) => outputs.includes(path as RepoPath))
  if (circular !== undefined) {
    throw new Failure('stage-invalid', `'${placeName(circular)}' is specified as an output and as a dependency.`, {
      hint: 'Name it only once, as what the command makes or as what it reads.',
    })
  }
  const twice = [...inputs, ...outputs].find((path, index, all) => all.indexOf(path) < index)
  if (twice === undefined) return
  throw new Failure('stage-invalid', `file '${placeName(twice)}' is specified more than once.`, {
    hint: 'Name it once.',
  })
}

function refuseOutside({ outs }: Stage): void {
  const outside = outs.filter(({ kind, isCached }) => kind !== 'file' && isCached).map(({ text }) => text)
  if (outside.length === 0) return
  throw new Failure('stage-invalid', `Cached output(s) outside of DVC project: ${outside.join(', ')}.`, {
    hint: 'See <https://dvc.org/doc/user-guide/pipelines/external-dependencies-and-outputs> for more info.',
  })
}

function inputsOf({ deps, params }: Stage): string[] {
  return [...deps.map((dep) => ('path' in dep ? dep.path : dep.text)), ...params.map(({ path }) => path)]
}
