import { selectionOf, selectStages, shownAddress, type TrackedStage } from '../data/index.ts'
import { absolutePath, shownPath } from '../foundation/base/index.ts'
import { type PipelineCall, type PipelineContext, stagesByAddress } from './pipeline-context.ts'
import { withoutBroken } from './without-broken.ts'

export interface DescribeRequest {
  readonly targets: readonly string[]
  /** Those of the whole project, data included. */
  readonly all: boolean
  readonly isRecursive: boolean
}

export interface DescribedStage {
  readonly address: string
  readonly description: string
}

const longestDescription = 79

/** The stages with a line about each: their own description, or what they make. */
export async function describeStages(
  project: PipelineContext,
  request: DescribeRequest,
  call: Pick<PipelineCall, 'report'>,
): Promise<DescribedStage[]> {
  const context = withoutBroken(project, { ...request, reach: 'whatever' }, call)
  const selection = selectionOf(context, request.targets, request.isRecursive)
  const own = context.stages().filter(({ file }) => file === selection.defaultFile)
  const chosen =
    request.targets.length > 0 ? selectStages(context.stages(), selection) : request.all ? context.stages() : own
  const definitions = stagesByAddress(context)
  return chosen.map((stage) => {
    const address = shownAddress(stage, shownPath(context.workingDirectory, absolutePath(context.root, stage.file)))
    return {
      address,
      description: shortened(firstLine(definitions.get(stage.address)?.desc) ?? summaryOf(context, stage)),
    }
  })
}

function summaryOf(context: PipelineContext, stage: TrackedStage): string {
  const name = (path: string) => shownPath(context.workingDirectory, absolutePath(context.root, path))
  const reports = stage.outputs.filter(({ isMetric, isPlot }) => isMetric || isPlot).map(({ path }) => name(path))
  const outputs = stage.outputs.filter(({ isMetric, isPlot }) => !isMetric && !isPlot).map(({ path }) => name(path))
  const parts = [
    ...(outputs.length > 0 ? [`Outputs ${outputs.join(', ')}`] : []),
    ...(reports.length > 0 ? [`Reports ${reports.join(', ')}`] : []),
  ]
  if (parts.length > 0) return parts.join('; ')
  if (stage.dependencies.length === 0) return 'No outputs or dependencies'
  return `Depends on ${stage.dependencies.map(name).join(', ')}`
}

function firstLine(text: string | undefined): string | undefined {
  return text
    ?.split('\n')
    .map((line) => line.trim())
    .find((line) => line !== '')
}

function shortened(text: string): string {
  return text.length > longestDescription ? `${text.slice(0, longestDescription)}…` : text
}
