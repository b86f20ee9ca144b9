import { type DvcFile, stageChanges as stageInGit, stageName, type TrackedStage } from '../data/index.ts'
import { absolutePath, Failure, orFailure, type RepoPath } from '../foundation/base/index.ts'
import { editYaml, type Scalar, type Value, type ValueMap } from '../foundation/formats/index.ts'
import { stageNamedExactly } from './named-stages.ts'
import { parametrizedStage } from './parametrized-stage.ts'
import { type PipelineContext, stagesByAddress } from './pipeline-context.ts'
import { writeStage } from './stage-edit.ts'

export interface FreezeRequest {
  readonly targets: readonly string[]
  /** Whether the stages are to be frozen, or not to be any more. */
  readonly isFrozen: boolean
}

/** What became of one target. */
export type FreezeResult =
  | { readonly kind: 'written'; readonly stage: TrackedStage; readonly name: string }
  | { readonly kind: 'failed'; readonly target: string; readonly failure: Failure }

/** Freezes stages and `.dvc` files, so that what they depend on is not looked at, or lets them go. A bad target does not keep the others. */
export async function freezeStages(context: PipelineContext, request: FreezeRequest): Promise<FreezeResult[]> {
  return context.lock.during(() => {
    const results = request.targets.map((target): FreezeResult => {
      const stage = orFailure(() => freezeOne(context, target, request.isFrozen))
      return stage instanceof Failure
        ? { kind: 'failed', target, failure: stage }
        : { kind: 'written', stage, name: stageName(stage) }
    })
    context.forgetStages()
    return results
  })
}

function freezeOne(context: PipelineContext, target: string, isFrozen: boolean): TrackedStage {
  const node = stageNamedExactly(context, target)
  const place = absolutePath(context.root, node.file)
  const before = context.files.readText(place) ?? ''
  const text =
    node.kind === 'pipeline' ? inDefinition(context, node, before, isFrozen) : inSource(node, before, isFrozen)
  if (text !== before) context.files.writeAtomic(place, text)
  stageInGit(context, [place])
  return node
}

function inDefinition(context: PipelineContext, node: TrackedStage, text: string, isFrozen: boolean): string {
  const stage = stagesByAddress(context).get(node.address)!
  if (stage.isTemplated) throw parametrized(stageName(node), node.file)
  return writeStage(text, { ...stage, isFrozen }, { force: true })
}

function parametrized(name: string, file: RepoPath): Failure {
  return parametrizedStage('dump', name, `Write "frozen: true" into ${file} by hand, or take it out there.`)
}

function inSource(node: TrackedStage, text: string, isFrozen: boolean): string {
  const value: ValueMap = new Map<Scalar, Value>((node as DvcFile).value)
  value.delete('locked')
  value.delete('frozen')
  if (isFrozen) value.set('frozen', true)
  return editYaml(text, value, node.file)
}
