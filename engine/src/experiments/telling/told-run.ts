import { pathInside } from '../../foundation/base/index.ts'
import { type JsonMap, type JsonValue, jsonMap } from '../../foundation/formats/index.ts'
import { type FileValues, viewMetrics, viewParams } from '../../metrics/index.ts'
import { openView, workspaceName } from '../../revisions/index.ts'
import type { RecordedExperiment } from '../recording/record-experiment.ts'
import { type ExperimentOfStages, stageVariables } from '../stage-variables.ts'
import type { ExperimentCall, WritingContext } from '../writing-context.ts'
import { StudioTeller } from './tell-studio.ts'

interface TellingRequest extends ExperimentOfStages {
  readonly message?: string | undefined
}

interface Run {
  readonly recorded: RecordedExperiment
}

/** Carries out a run, and tells a studio of it if one is to be told: with which parameters it begins, and what it has made. */
export async function toldRun<Result extends Run>(
  context: WritingContext,
  request: TellingRequest,
  call: ExperimentCall,
  act: () => Promise<Result>,
): Promise<Result> {
  const teller = StudioTeller.for({ ...request, ...factsOf(context, request), message: request.message }, call)
  if (!teller) return act()
  await teller.begins(await paramsOf(context))
  let result: Result | undefined
  try {
    return (result = await act())
  } finally {
    await teller.ends(await metricsOf(context), result?.recorded.commit)
  }
}

function factsOf(context: WritingContext, request: TellingRequest) {
  const { git, root, environment, config } = context
  return {
    subdirectory: (git && pathInside(git.root, root)) ?? '',
    variables: { ...environment.variables, ...stageVariables(context, request) },
    remoteUrl: () => git?.remoteUrl(environment.variables['DVC_EXP_GIT_REMOTE'] ?? config.text('exp', 'git_remote')),
  }
}

async function paramsOf(context: WritingContext): Promise<JsonMap> {
  const request = { targets: [], onlyDependencies: false }
  return readable(await viewParams(context, openView(context, workspaceName), request), ({ value }) => value)
}

async function metricsOf(context: WritingContext): Promise<JsonMap> {
  return readable(await viewMetrics(context, openView(context, workspaceName), []), ({ value }) =>
    jsonMap({ data: value }),
  )
}

type Readable = Extract<FileValues, { readonly kind: 'values' }>

function readable(files: ReadonlyMap<string, FileValues>, shown: (values: Readable) => JsonValue): JsonMap {
  return new Map(
    [...files].flatMap(([file, found]) => (found.kind === 'values' ? [[file, shown(found)] as const] : [])),
  )
}
