import { selectionOf } from '../data/index.ts'
import { absolutePath, Failure, type RepoPath } from '../foundation/base/index.ts'
import type { ValueMap } from '../foundation/formats/index.ts'
import type { Output, Stage } from './definition/index.ts'
import { buildGraph } from './graph.ts'
import { parametrizedStage } from './parametrized-stage.ts'
import type { PipelineContext } from './pipeline-context.ts'
import { writeStage } from './stage-edit.ts'

export interface ChangePlotRequest {
  /** The output that is a plot, or becomes one. */
  readonly target: string
  readonly properties: ValueMap
  /** Properties to take away. */
  readonly unset: readonly string[]
}

/** Writes into its `dvc.yaml` how an output of a stage is to be drawn. */
export async function changePlot(context: PipelineContext, request: ChangePlotRequest): Promise<void> {
  return context.lock.during(() => {
    const { stage, output } = outputCalled(context, request.target)
    const plot = changedProperties(output, request)
    const outs = stage.outs.map((out) => (out === output ? { ...out, isMetric: false, isPlot: true, plot } : out))
    const place = absolutePath(context.root, stage.file)
    const before = context.files.readText(place)
    const text = writeStage(before, { ...stage, outs }, { force: true })
    if (text !== before) context.files.writeAtomic(place, text)
    context.forgetStages()
  })
}

interface StageOutput {
  readonly stage: Stage
  readonly output: Output
}

function outputCalled(context: PipelineContext, target: string): StageOutput {
  const path = selectionOf(context, []).toRepoPath(target)
  buildGraph(context.stages())
  for (const { stages } of context.definitions())
    for (const stage of stages) {
      const output = stage.outs.find((out) => out.kind !== 'url' && out.path === path)
      if (output && stage.isTemplated) throw templated(stage)
      if (output) return { stage, output }
    }
  throw noOutput(context, target, path)
}

function noOutput(context: PipelineContext, target: string, path: RepoPath): Failure {
  const owner = context.stages().find(({ outputs }) => outputs.some((output) => output.path === path))
  if (!owner)
    return new Failure('target-unknown', `Unable to find DVC file with output '${target}'`, {
      hint: 'It has to be an output of a stage; other files are described under "plots" in dvc.yaml.',
    })
  return new Failure('unsupported', `'${target}' is no output of a stage, but of '${owner.file}'.`, {
    hint: 'Describe it under "plots" in dvc.yaml.',
  })
}

function changedProperties({ isPlot, plot, text }: Output, { properties, unset }: ChangePlotRequest): ValueMap {
  if (unset.length > 0 && !isPlot)
    throw new Failure('target-unknown', `'${text}' is not a known plot.`, {
      hint: 'Use `plots modify` to turn it into one.',
    })
  const lacking = unset.filter((name) => !plot.has(name))
  if (lacking.length > 0) {
    const names = lacking.map((name) => `'${name}'`).join(', ')
    throw new Failure('target-unknown', `display properties [${names}] not found in plot '${text}'`)
  }
  return new Map([...[...plot].filter(([key]) => !unset.includes(String(key))), ...properties])
}

function templated({ name, file, group }: Stage): Failure {
  return parametrizedStage('dump', name, `Change "${group ?? name}" in ${file} by hand.`)
}
