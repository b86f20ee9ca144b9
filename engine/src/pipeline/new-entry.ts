import { contentOf, hideFromGit, keepOutput, withKnownVersion } from '../data/index.ts'
import { absolutePath, Failure, withoutPassword } from '../foundation/base/index.ts'
import type { Observation } from '../storage/index.ts'
import type { DatasetState } from './datasets.ts'
import type { Stage } from './definition/index.ts'
import { type LockEntry, type LockedFile, type LockedInputs, lockEntry } from './lock-entry.ts'
import type { InputState, ParamsState } from './observe.ts'
import type { PlannedPlace } from './parallel/index.ts'
import type { PipelineCall, PipelineContext } from './pipeline-context.ts'
import { refuseOutside } from './refuse-bad-paths.ts'
import { lockedUrl } from './url-dependencies.ts'
import type { UrlState } from './url-states.ts'

/** What was seen of a stage's inputs, for its entry. Refuses if one of them is missing, and cached outputs outside of the project. */
export function lockedInputs(context: PipelineContext, stage: Stage, seen: InputState): LockedInputs {
  refuseOutside(stage)
  return {
    cmd: stage.cmd,
    deps: [
      ...[...seen.deps].map(([text, observation]) => lockedDependency(context, stage, text, observation)),
      ...[...seen.urls].map(([url, state]) => lockedSource(url, state)),
      ...[...seen.datasets].map(([text, state]) => lockedDataset(text, state)),
    ],
    params: new Map(stage.params.map((wanted) => [wanted.text, presentValues(wanted, seen.params.get(wanted.text))])),
  }
}

/** Whether nothing that a stage reads was missing. */
export function hasAllInputs(stage: Stage, seen: InputState): boolean {
  return (
    [...seen.deps.values()].every(({ kind }) => kind !== 'missing') &&
    [...seen.urls.values()].every(({ kind }) => kind !== 'missing') &&
    [...seen.datasets.values()].every(({ kind }) => kind === 'locked') &&
    stage.params.every(({ text, keys }) => {
      const values = seen.params.get(text)
      return values !== undefined && keys.every((key) => values.has(key))
    })
  )
}

/** Keeps the outputs that a run has left and returns the stage's new entry. */
export async function keepOutputs(
  context: PipelineContext,
  stage: Stage,
  inputs: LockedInputs,
  options: KeepOptions,
  call: PipelineCall,
): Promise<LockEntry> {
  const outs: LockedFile[] = []
  const before = context.locked(stage.file).get(stage.name)
  for (const output of stage.outs) {
    const isKept = output.isCached && !options.withoutCommit
    const seen = await keepOutput(context, { ...output, isCached: isKept }, call, options)
    if (seen.bytes === 0) call.report({ kind: 'warning', text: `'${output.text}' is empty.` })
    const recorded = before?.outs.find(({ path }) => path === output.text)?.content
    outs.push({ path: output.text, content: withKnownVersion(recorded, contentOf(seen)), isLegacy: false })
  }
  return lockEntry({ ...inputs, outs })
}

export interface KeepOptions {
  /** Record the hashes, but leave the cache alone. */
  readonly withoutCommit: boolean
  /** Leave the files in the workspace as they are, whatever kind of link the project uses. */
  readonly withoutRelink?: boolean
  /** The stage's command has ended a moment ago, so that nobody writes its outputs any more. */
  readonly isFinished?: boolean
}

/** Hides the outputs that the cache keeps from Git. Returns the ignore files that changed. */
export function hideOutputs(context: PipelineContext, stage: Stage, order?: PlannedPlace) {
  const cached = stage.outs.filter(({ isCached }) => isCached).map(({ path }) => absolutePath(context.root, path))
  return hideFromGit(context, cached, order)
}

function lockedDependency(context: PipelineContext, stage: Stage, text: string, seen: Observation): LockedFile {
  if (seen.kind === 'directory') context.inputLists.note(seen)
  if (seen.kind !== 'missing') return { path: text, content: contentOf(seen), isLegacy: false }
  const place = absolutePath(absolutePath(context.root, stage.wdir), text)
  if (stage.outs.length === 0) throw new Failure('file-missing', `dependency '${text}' does not exist`)
  throw new Failure('file-missing', `[Errno 2] No such file or directory: '${place}'`, {
    hint: `Stage '${stage.address}' depends on it. If it is data, get it with "sterna pull"; else correct "deps" in ${stage.file}.`,
  })
}

function lockedSource(url: string, seen: UrlState): LockedFile {
  if (seen.kind === 'there') return lockedUrl(url, seen.state)
  throw new Failure('file-missing', `dependency '${withoutPassword(url)}' does not exist`, {
    hint: 'Put it there, or correct "deps" in the dvc.yaml.',
  })
}

/** Datasets are recorded by what is locked of them; there is nothing to hash. */
function lockedDataset(text: string, state: DatasetState): LockedFile {
  if (state.kind === 'locked')
    return { path: text, content: undefined, isLegacy: true, details: new Map([['dataset', state.value]]) }
  const name = text.replace(/^ds:\/\//, '')
  if (state.kind === 'never locked')
    throw new Failure('stage-invalid', 'Dataset information missing from dvc.lock file', {
      hint: `Lock it: dvc ds update ${name}`,
    })
  throw new Failure('stage-invalid', `Dataset information is not in sync. Run 'dvc ds update ${name}' to sync.`)
}

function presentValues({ text, keys }: Stage['params'][number], values: ParamsState) {
  const missing = keys.filter((key) => !values?.has(key))
  if (missing.length === 0 && values) return values
  throw new Failure('missing-params', `Parameters '${missing.join(', ')}' are missing from '${text}'.`, {
    hint: `Add them to the file, or take them out of the stage's "params".`,
  })
}
