import { selectionOf, shownAddress, type TrackedStage } from '../data/index.ts'
import { absolutePath, isWithin, shownPath } from '../foundation/base/index.ts'
import { failureOfParts, type Stage } from './definition/index.ts'
import { type NamingContext, stagesNamed } from './named-stages.ts'
import { type PipelineCall, type PipelineContext, stagesByAddress } from './pipeline-context.ts'
import { type SteadyContext, steadily } from './steady/index.ts'
import { withoutBroken } from './without-broken.ts'

export interface DescribeRequest {
  readonly targets: readonly string[]
  /** Those of the whole project, data included. */
  readonly all: boolean
  /** Targets are directories; everything below them is meant. */
  readonly isRecursive: boolean
  /** A stage file that cannot be read is a failure even if nobody has named it. */
  readonly isStrict: boolean
}

export interface DescribedStage {
  readonly address: string
  readonly description: string
}

const longestDescription = 80

/** The stages with a line about each: their own description, or what they make. */
export async function describeStages(
  project: SteadyContext,
  request: DescribeRequest,
  call: PipelineCall,
): Promise<DescribedStage[]> {
  const answer = async (context: PipelineContext, noted: PipelineCall) => describe(context, request, noted)
  return steadily(project, { kind: 'stages', request, answer }, call)
}

function describe(project: PipelineContext, request: DescribeRequest, call: PipelineCall): DescribedStage[] {
  const { broken } = project.readable()
  if (broken.length > 0 && request.isStrict) throw failureOfParts(broken)
  const context = withoutBroken(project, { targets: [], reach: 'whatever' }, call)
  const stages = stagesByAddress(context)
  return [...new Set(chosenStages(context, request))].map((node) => {
    const address = shownAddress(node, shownPath(context.workingDirectory, absolutePath(context.root, node.file)))
    return { address, description: shortened(descriptionOf(node, stages.get(node.address))) }
  })
}

function chosenStages(context: PipelineContext, request: DescribeRequest): TrackedStage[] {
  if (request.all) return [...context.stages()]
  const naming: NamingContext = {
    root: context.root,
    workingDirectory: context.workingDirectory,
    files: context.files,
    stages: () => context.stages(),
    failureOf: (file) => {
      const parts = context.readable().broken.filter((part) => part.file === file)
      return parts.length === 0 ? undefined : failureOfParts(parts)
    },
  }
  const { toRepoPath, isDirectory } = selectionOf(context, [])
  const targets = request.targets.length > 0 ? request.targets : ['dvc.yaml']
  return targets.flatMap((target) => {
    const path = toRepoPath(target)
    if (!request.isRecursive || !isDirectory(path)) return stagesNamed(naming, target)
    return context.stages().filter(({ file }) => isWithin(path, file))
  })
}

function descriptionOf(node: TrackedStage, stage: Stage | undefined): string {
  const desc = stage ? stage.desc : node.desc
  return firstLine(desc) || summaryOf(node, stage)
}

/** Paths as the stage writes them. */
function summaryOf({ outputs }: TrackedStage, stage: Stage | undefined): string {
  const texts = (isReport: boolean) =>
    outputs.filter(({ isMetric, isPlot }) => (isMetric || isPlot || false) === isReport).map(({ text }) => text)
  const parts = [
    ...(texts(false).length > 0 ? [`Outputs ${texts(false).join(', ')}`] : []),
    ...(texts(true).length > 0 ? [`Reports ${texts(true).join(', ')}`] : []),
  ]
  if (parts.length > 0) return parts.join('; ')
  const inputs = [...(stage?.deps ?? []), ...(stage?.params ?? [])].map(({ text }) => text)
  return inputs.length === 0 ? 'No outputs or dependencies' : `Depends on ${inputs.join(', ')}`
}

function firstLine(text: string | undefined): string | undefined {
  return text
    ?.split('\n')
    .find((line) => line !== '')
    ?.trim()
}

function shortened(text: string): string {
  const characters = [...text]
  return characters.length > longestDescription ? `${characters.slice(0, longestDescription - 1).join('')}…` : text
}
