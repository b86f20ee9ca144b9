import { stageName, type TrackedStage } from '../data/index.ts'
import type { Stage } from './definition/index.ts'
import type { PipelineContext } from './pipeline-context.ts'
import type { StageChanges } from './stage-changes.ts'

/**
 * The changes that are left when data may be missing. A missing dependency still counts if the stage that makes it has
 * recorded another content of it than this one.
 */
export function withoutMissing(
  context: Pick<PipelineContext, 'locked'>,
  stage: Stage,
  changes: StageChanges,
  producers: readonly TrackedStage[],
): StageChanges {
  const made = recordedOutputs(context, producers)
  const entry = context.locked(stage.file).get(stage.name)
  const isOutdated = (text: string) => {
    const path = stage.deps.flatMap((dep) => (dep.kind === 'file' && dep.text === text ? [dep.path] : []))[0]
    const recorded = entry?.deps.find((dep) => dep.path === text)?.content?.hash
    return path !== undefined && made.has(path) && made.get(path) !== recorded
  }
  return {
    ...changes,
    deps: new Map([...changes.deps].filter(([text, change]) => change !== 'deleted' || isOutdated(text))),
    outs: new Map([...changes.outs].filter(([, change]) => change !== 'deleted' && change !== 'not in cache')),
  }
}

/** What the stages have recorded last, also in this run. */
function recordedOutputs(
  context: Pick<PipelineContext, 'locked'>,
  stages: readonly TrackedStage[],
): ReadonlyMap<string, string | undefined> {
  return new Map(
    stages.flatMap((stage) => {
      const entry = stage.kind === 'pipeline' ? context.locked(stage.file).get(stageName(stage)) : undefined
      return stage.outputs.map(({ path, text, recorded }) => {
        const content = stage.kind === 'pipeline' ? entry?.outs.find((out) => out.path === text)?.content : recorded
        return [path, content?.hash] as const
      })
    }),
  )
}
