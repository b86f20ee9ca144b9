import { Failure, isWithin, type RepoPath } from '../foundation/base/index.ts'
import { outermost } from './output-parts.ts'
import type { OutputSelection } from './selection.ts'
import { parseTarget } from './target.ts'
import { stageName, type TrackedOutput, type TrackedStage } from './tracked-stage.ts'

export interface SelectedOutput {
  readonly stage: TrackedStage
  readonly output: TrackedOutput
  /** Paths inside a directory that are meant, none of them inside another; all of the output if there are none. */
  readonly parts?: readonly string[]
}

/** The outputs that the targets name, each once, in the order of the stages. */
export function selectOutputs(stages: readonly TrackedStage[], selection: OutputSelection): SelectedOutput[] {
  const all = stages.flatMap((stage) => stage.outputs.map((output) => ({ stage, output })))
  if (selection.targets.length === 0) return all
  const chosen = new Map<TrackedOutput, string[]>()
  for (const target of selection.targets)
    for (const { output, part } of chooseOutputs(all, stages, selection, target))
      chosen.set(output, [...(chosen.get(output) ?? []), part])
  return all.flatMap(({ stage, output }) => {
    const parts = chosen.get(output)
    if (!parts) return []
    return parts.includes('') ? [{ stage, output }] : [{ stage, output, parts: outermost(parts) }]
  })
}

/** The stages that a target names: a stage file, a stage, the owner of an output, or everything below a directory. */
export function selectStages(stages: readonly TrackedStage[], selection: OutputSelection): TrackedStage[] {
  if (selection.targets.length === 0) return [...stages]
  const chosen = new Set(
    selection.targets.flatMap((target) => {
      const found = stagesNamed(stages, selection, target) ?? ownersOf(stages, selection.toRepoPath(target))
      if (found.length === 0) refuseUnknown(stages, selection, target)
      return found
    }),
  )
  return stages.filter((stage) => chosen.has(stage))
}

interface Choice {
  readonly output: TrackedOutput
  /** The path inside the output; empty for all of it. */
  readonly part: string
}

function chooseOutputs(
  all: readonly SelectedOutput[],
  stages: readonly TrackedStage[],
  selection: OutputSelection,
  target: string,
): Choice[] {
  const named = stagesNamed(stages, selection, target)
  if (named) return wholeOutputsOf(selection.upstreamOf?.(named) ?? named)
  const path = selection.toRepoPath(target)
  const found = all.filter(({ output }) => output.path === path || isInsideDirectory(output, path))
  if (found.length === 0) refuseUnknown(stages, selection, target)
  const owners = found.map(({ stage }) => stage)
  const above = selection.upstreamOf?.(owners).filter((stage) => !owners.includes(stage)) ?? []
  const own = found.map(({ output }) => ({ output, part: path.slice(output.path.length + 1) }))
  return [...own, ...wholeOutputsOf(above)]
}

function wholeOutputsOf(stages: readonly TrackedStage[]): Choice[] {
  return stages.flatMap(({ outputs }) => outputs.map((output) => ({ output, part: '' })))
}

function isInsideDirectory({ path: owner, recorded }: TrackedOutput, path: RepoPath): boolean {
  return owner !== path && isWithin(owner, path) && recorded?.hash.endsWith('.dir') !== false
}

function stagesNamed(stages: readonly TrackedStage[], selection: OutputSelection, target: string) {
  const path = selection.toRepoPath(target)
  const below = selection.isRecursive ? stages.filter((stage) => isWithin(path, stage.file)) : []
  if (below.length > 0) return below
  const inFile = stages.filter((stage) => stage.file === path)
  if (inFile.length > 0) return inFile
  const { file, name } = stageNamed(selection, target)
  const named = stages.filter((stage) => stage.file === file && isNamed(stage, name))
  return named.length > 0 ? named : undefined
}

/** The stage file and the name in it, if the target is taken for a stage. */
export function stageNamed(
  { toRepoPath, defaultFile }: Pick<OutputSelection, 'toRepoPath' | 'defaultFile'>,
  target: string,
) {
  const { file, name } = parseTarget(target)
  return { file: file === undefined ? defaultFile : toRepoPath(file), name }
}

/** A stage goes by its name; those that a group has generated also by the group's. */
function isNamed(stage: TrackedStage, name: string): boolean {
  const own = stageName(stage)
  return stage.kind === 'pipeline' && (own === name || own.startsWith(`${name}@`))
}

function ownersOf(stages: readonly TrackedStage[], path: RepoPath): TrackedStage[] {
  return stages.filter((stage) => stage.outputs.some((output) => isWithin(output.path, path)))
}

/** A directory without anything tracked below it is no mistake if all below it was asked for. */
function refuseUnknown(stages: readonly TrackedStage[], selection: OutputSelection, target: string): void {
  if (selection.isRecursive && selection.isDirectory(selection.toRepoPath(target))) return
  const hasDefault = stages.some((stage) => stage.file === selection.defaultFile)
  const missing = hasDefault ? '' : `: '${selection.defaultFile}' does not exist`
  throw new Failure('target-unknown', `'${target}' does not exist as an output or a stage name in 'dvc.yaml'${missing}`)
}
