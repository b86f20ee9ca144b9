import { Failure, isWithin, type RepoPath } from '../foundation/base/index.ts'
import type { TrackedStage } from './tracked-stage.ts'

/** What may become an output without clashing with the outputs there are. */
export interface NewOutput {
  readonly path: RepoPath
  /** The stage file that will hold it. */
  readonly file: RepoPath
}

/** Refuses an output that another stage already has, that lies inside another's, or that has another's inside it. */
export function refuseOverlap(stages: readonly TrackedStage[], wanted: NewOutput): void {
  for (const stage of stages) {
    if (stage.file === wanted.file) continue
    for (const { path } of stage.outputs) {
      if (path === wanted.path) throw alreadyTracked(stage, wanted)
      if (isWithin(path, wanted.path)) throw insideAnother(stage, path, wanted)
      if (isWithin(wanted.path, path)) throw containsAnother(stage, path, wanted)
    }
  }
}

function alreadyTracked(stage: TrackedStage, { path }: NewOutput): Failure {
  return new Failure('outputs-overlap', `output '${path}' is already specified in stage: '${stage.address}'.`, {
    hint: `Use \`sterna remove ${stage.address}\` to stop tracking the overlapping output.`,
  })
}

function insideAnother(stage: TrackedStage, owner: RepoPath, { path }: NewOutput): Failure {
  if (stage.kind === 'pipeline') return madeByStage(stage, path)
  return new Failure('outputs-overlap', `'${path}' is inside '${owner}', which "${stage.file}" tracks as a whole.`, {
    hint: `Track the change with "add ${owner}".`,
  })
}

/** The failure for data that a stage makes and that somebody else wants to change. */
export function madeByStage(stage: TrackedStage, path: RepoPath): Failure {
  return new Failure(
    'outputs-overlap',
    `cannot update '${path}': overlaps with an output of stage: '${stage.address}' in '${stage.file}'.`,
    { hint: "Run the pipeline or use 'sterna commit' to force update it." },
  )
}

function containsAnother(stage: TrackedStage, inner: RepoPath, { path }: NewOutput): Failure {
  return new Failure(
    'outputs-overlap',
    `Cannot add '${path}', because it is overlapping with other DVC tracked output: '${inner}'.`,
    { hint: `To include '${inner}' in '${path}', run 'sterna remove ${stage.address}' and then 'sterna add ${path}'` },
  )
}
