import type { AbsolutePath } from '../foundation/base/index.ts'
import type { WritingContext } from './writing-context.ts'

export interface ExperimentOfStages {
  readonly name: string
  readonly baseline: string
  readonly projectRoot: AbsolutePath
}

/** Settings of DVC's `studio` section that stages are told of, as DVCLive looks for them. */
const studioVariables: readonly (readonly [string, string])[] = [
  ['offline', 'DVC_STUDIO_OFFLINE'],
  ['repo_url', 'DVC_STUDIO_REPO_URL'],
  ['token', 'DVC_STUDIO_TOKEN'],
  ['url', 'DVC_STUDIO_URL'],
]

/** Variables by which the commands of stages know what they belong to. */
export function stageVariables(
  { config, environment }: Pick<WritingContext, 'config' | 'environment'>,
  { name, baseline, projectRoot }: ExperimentOfStages,
): Record<string, string> {
  const variables: Record<string, string> = {}
  for (const [option, variable] of studioVariables) {
    const value = environment.variables[variable] ?? config.text('studio', option)
    if (value !== undefined) variables[variable] = value
  }
  return { ...variables, DVC_EXP_BASELINE_REV: baseline, DVC_EXP_NAME: name, DVC_ROOT: projectRoot }
}
