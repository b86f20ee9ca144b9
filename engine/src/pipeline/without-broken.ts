import {
  type OutputSelection,
  overlaid,
  selectionOf,
  selectStages,
  stageNamed,
  type TrackedStage,
} from '../data/index.ts'
import { absolutePath, Failure, isWithin } from '../foundation/base/index.ts'
import { type BrokenPart, failureOfParts } from './definition/index.ts'
import { buildGraph } from './graph.ts'
import type { PipelineCall, PipelineContext } from './pipeline-context.ts'
import { planStages } from './plan.ts'

/** What a verb is going to need. */
export interface Need {
  readonly targets: readonly string[]
  readonly isRecursive?: boolean
  /**
   * Beside the targets: `nothing`; `upstream`, all they depend on; `everything`. `whatever` there is, if nobody names
   * a stage that is broken.
   */
  readonly reach: 'nothing' | 'upstream' | 'everything' | 'whatever'
  /** Whether a target need not be a stage or an output. */
  readonly mayBeFiles?: boolean
}

/**
 * The project without the stages whose `dvc.yaml` is wrong about them, with a warning, if what is needed can do without
 * them. Otherwise throws all mistakes. Outputs of a broken stage are not known for sure: what it may make it does make.
 */
export function withoutBroken<Context extends PipelineContext>(
  context: Context,
  need: Need,
  call: Pick<PipelineCall, 'report'>,
): Context {
  const { stages, definitions, broken } = context.readable()
  if (broken.length === 0) return context
  if (isWholeNeeded(context, need, broken)) throw failureOfParts(broken)
  for (const text of warnings(broken)) call.report({ kind: 'warning', text })
  const upstreamOf = (targets: readonly TrackedStage[], all = stages) =>
    planStages(buildGraph(all), { targets, scope: 'upstream' })
  const parts: Partial<PipelineContext> = { stages: () => stages, definitions: () => definitions, upstreamOf }
  return overlaid(context, parts)
}

function isWholeNeeded(context: PipelineContext, need: Need, broken: readonly BrokenPart[]): boolean {
  const selection = selectionOf(context, need.targets, need.isRecursive)
  if (need.targets.some((target) => broken.some((part) => isNamed(part, target, selection)))) return true
  if (need.reach === 'whatever') return false
  if (need.targets.length === 0 || need.reach === 'everything') return true
  const found = need.targets.filter((target) => isFound(context, { ...selection, targets: [target] }))
  if (found.length < need.targets.length && !need.mayBeFiles) return true
  return need.reach === 'upstream' && readsWhatIsBroken(context, { ...selection, targets: found }, broken)
}

/** Whether a target means the broken part: its file, the folder above that, or the name of its stage or group. */
function isNamed({ file, extent, name }: BrokenPart, target: string, selection: OutputSelection): boolean {
  const path = selection.toRepoPath(target)
  if (path === file || (selection.isRecursive && isWithin(path, file))) return true
  const named = stageNamed(selection, target)
  if (named.file !== file || extent === 'list') return false
  return extent === 'file' || named.name === name || named.name.startsWith(`${name}@`)
}

/** What is not there may be a broken stage's. */
function isFound(context: PipelineContext, selection: OutputSelection): boolean {
  try {
    selectStages(context.readable().stages, selection)
    return true
  } catch (error) {
    if (error instanceof Failure && error.code === 'target-unknown') return false
    throw error
  }
}

function readsWhatIsBroken(
  context: PipelineContext,
  selection: OutputSelection,
  broken: readonly BrokenPart[],
): boolean {
  if (selection.targets.length === 0) return false
  const { stages } = context.readable()
  const graph = buildGraph(stages)
  const planned = planStages(graph, { targets: selectStages(stages, selection), scope: 'upstream' })
  const paths = new Set(planned.flatMap(({ dependencies }) => dependencies))
  return [...paths].some((path) => {
    if (graph.makerOf(path)) return false
    const isFile = context.files.stat(absolutePath(context.root, path))?.kind === 'file'
    return broken.some(({ mayMake }) => mayMake(path, isFile))
  })
}

function warnings(broken: readonly BrokenPart[]): string[] {
  const files = [...new Set(broken.map(({ file }) => file))]
  return files.map((file) => {
    const names = broken.flatMap((part) => (part.file === file && part.name !== '' ? [`'${part.name}'`] : []))
    const left = names.length === 0 ? 'all its stages are left out' : `left out: ${names.join(', ')}`
    return `'${file}' has mistakes; ${left}. To see them: sterna check`
  })
}
