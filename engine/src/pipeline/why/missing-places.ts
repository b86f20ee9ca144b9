import type { Stage } from '../definition/index.ts'
import type { ComparedStage } from './reasons.ts'

/** What has to be there for a stage to be brought up to date, and is not. `unknown` are going to be made by others. */
export function missingPlaces(stage: Stage, compared: ComparedStage, unknown: ReadonlySet<string>): string[] {
  return stage.isFrozen ? missingOutputs(stage, compared) : missingInputs(stage, compared, unknown)
}

/** Paths and parameters that a stage reads and that are not there. */
function missingInputs(stage: Stage, { state }: ComparedStage, unknown: ReadonlySet<string>): string[] {
  const files = stage.deps.flatMap((dependency) =>
    'path' in dependency && state.deps.get(dependency.text)?.kind === 'missing' && !unknown.has(dependency.text)
      ? [dependency.path]
      : [],
  )
  const urls = [...state.urls].flatMap(([url, { kind }]) => (kind === 'missing' ? [url] : []))
  const params = stage.params.flatMap(({ text, path, keys }) => {
    const values = state.params.get(text)
    if (unknown.has(text)) return []
    return values ? keys.filter((key) => !values.has(key)).map((key) => `${path}:${key}`) : [path]
  })
  return [...files, ...urls, ...params]
}

/** Outputs that are not there. */
function missingOutputs(stage: Stage, { state }: ComparedStage): string[] {
  return stage.outs.flatMap(({ text, path }) => (state.outs.get(text)?.seen.kind === 'missing' ? [path] : []))
}
