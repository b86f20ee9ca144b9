import { absolutePath, Failure, isWithin, type RepoPath, shownPath } from '../foundation/base/index.ts'
import type { DataContext } from './data-context.ts'
import { parseTarget } from './target.ts'
import { stageName, type TrackedOutput, type TrackedStage } from './tracked-stage.ts'

export interface SelectedOutput {
  readonly stage: TrackedStage
  readonly output: TrackedOutput
}

export interface OutputSelection {
  /** Paths and names as typed; none means everything. */
  readonly targets: readonly string[]
  /** A target as a path from the project's root. */
  toRepoPath(target: string): RepoPath
  /** A target that is only a name means a stage of this file. */
  readonly defaultFile: RepoPath
  /** Targets are directories; everything below them is meant. */
  readonly isRecursive?: boolean
}

/** How targets are meant by a person in the working directory. */
export function selectionOf(
  context: Pick<DataContext, 'root' | 'workingDirectory'>,
  targets: readonly string[],
  isRecursive = false,
): OutputSelection {
  const toRepoPath = (target: string) =>
    shownPath(context.root, absolutePath(context.workingDirectory, target)).replace(/^\.$/, '') as RepoPath
  return { targets, toRepoPath, defaultFile: toRepoPath('dvc.yaml'), isRecursive }
}

/** The outputs that the targets name, each once, in the order of the stages. */
export function selectOutputs(stages: readonly TrackedStage[], selection: OutputSelection): SelectedOutput[] {
  const all = stages.flatMap((stage) => stage.outputs.map((output) => ({ stage, output })))
  if (selection.targets.length === 0) return all
  const chosen = new Set(selection.targets.flatMap((target) => chooseOutputs(all, stages, selection, target)))
  return all.filter((candidate) => chosen.has(candidate))
}

/** The stages that a target names: a stage file, a stage, the owner of an output, or everything below a directory. */
export function selectStages(stages: readonly TrackedStage[], selection: OutputSelection): TrackedStage[] {
  if (selection.targets.length === 0) return [...stages]
  const chosen = new Set(
    selection.targets.flatMap((target) => {
      const found = stagesNamed(stages, selection, target) ?? ownersOf(stages, selection.toRepoPath(target))
      if (found.length === 0) throw unknownTarget(stages, selection, target)
      return found
    }),
  )
  return stages.filter((stage) => chosen.has(stage))
}

function chooseOutputs(
  all: readonly SelectedOutput[],
  stages: readonly TrackedStage[],
  selection: OutputSelection,
  target: string,
): SelectedOutput[] {
  const named = stagesNamed(stages, selection, target)
  if (named) return all.filter(({ stage }) => named.includes(stage))
  const path = selection.toRepoPath(target)
  const found = all.filter(({ output }) => output.path === path)
  if (found.length > 0) return found
  const owner = all.find(({ output }) => isWithin(output.path, path))
  if (owner) throw insideOutput(owner, target)
  throw unknownTarget(stages, selection, target)
}

function stagesNamed(stages: readonly TrackedStage[], selection: OutputSelection, target: string) {
  const path = selection.toRepoPath(target)
  if (selection.isRecursive) return stages.filter((stage) => isWithin(path, stage.file))
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

function insideOutput({ output, stage }: SelectedOutput, target: string): Failure {
  return new Failure('unsupported', `'${target}' is inside '${output.path}', which is tracked as a whole.`, {
    hint: `Name "${stage.kind === 'pipeline' ? output.path : stage.file}" instead; parts of a directory cannot be chosen yet.`,
  })
}

function unknownTarget(stages: readonly TrackedStage[], selection: OutputSelection, target: string): Failure {
  const hasDefault = stages.some((stage) => stage.file === selection.defaultFile)
  const missing = hasDefault ? '' : `: '${selection.defaultFile}' does not exist`
  return new Failure(
    'target-unknown',
    `'${target}' does not exist as an output or a stage name in 'dvc.yaml'${missing}`,
  )
}
