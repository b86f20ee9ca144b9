import type { TrackedStage } from '../../data/index.ts'
import type { RepoPath } from '../../foundation/base/index.ts'
import type { PositionedYaml, Value, ValueMap } from '../../foundation/formats/index.ts'
import type { BrokenPart, Definition, Stage } from '../definition/index.ts'
import type { LockEntry } from '../lock-entry.ts'
import type { FindingPlace } from './finding.ts'

/** A `dvc.yaml` that can be read, with the lock file beside it. */
export interface CheckedFile {
  readonly definition: Definition
  readonly broken: readonly BrokenPart[]
  /** Its text as a value, before any `${…}` is replaced, and where things stand in it. */
  readonly source: PositionedYaml
  readonly lock: CheckedLock | undefined
}

export interface CheckedLock {
  readonly file: RepoPath
  readonly entries: ReadonlyMap<string, LockEntry>
  readonly source: PositionedYaml
}

type Step = string | number

/** Keys from the top of the file to the fields of a stage; of a group to those that its members have. */
export function trailOf({ source }: CheckedFile, { name, group }: Pick<Stage, 'name' | 'group'>): Step[] {
  const trail = ['stages', group ?? name]
  const fields = valueAt(source.value, trail)
  return fields instanceof Map && fields.has('do') ? [...trail, 'do'] : trail
}

/** The fields of a stage as they are written. */
export function fieldsOf(file: CheckedFile, stage: Pick<Stage, 'name' | 'group'>): ValueMap {
  const fields = valueAt(file.source.value, trailOf(file, stage))
  return fields instanceof Map ? fields : new Map()
}

/** Where a stage stands, or something in it. */
export function placeIn(
  file: CheckedFile,
  stage: Pick<Stage, 'name' | 'group'>,
  ...keys: readonly Step[]
): FindingPlace {
  return placeAt(file, [...trailOf(file, stage), ...keys], stage.group ?? stage.name)
}

/** Where an item of one of a stage's lists stands, a path or a path with flags; if it is written otherwise, its list. */
export function placeOfItem(
  file: CheckedFile,
  stage: Pick<Stage, 'name' | 'group'>,
  lists: readonly string[],
  text: string,
): FindingPlace {
  const fields = fieldsOf(file, stage)
  for (const list of lists) {
    const index = itemsOf(fields.get(list)).findIndex((item) => isItem(item, text))
    if (index >= 0) return placeIn(file, stage, list, index)
  }
  return placeIn(file, stage, lists.find((list) => fields.has(list)) ?? '')
}

export function placeAt({ definition, source }: CheckedFile, trail: readonly Step[], stage?: string): FindingPlace {
  const { line, column } = source.positionOf(trail) ?? { line: 1, column: 1 }
  return { file: definition.file, owner: definition.file, line, column, ...(stage === undefined ? {} : { stage }) }
}

/** Where the entry of a stage stands in the lock file. */
export function placeInLock({ definition }: CheckedFile, lock: CheckedLock, name: string): FindingPlace {
  const { line, column } = lock.source.positionOf(['stages', name]) ?? { line: 1, column: 1 }
  return { file: lock.file, owner: definition.file, stage: name, line, column }
}

export function valueAt(value: Value, trail: readonly Step[]): Value | undefined {
  return trail.reduce<Value | undefined>((inner, step) => {
    if (inner instanceof Map) return inner.get(step)
    return Array.isArray(inner) && typeof step === 'number' ? inner[step] : undefined
  }, value)
}

/** The items of a list that is one, and none otherwise. */
export function itemsOf(list: Value | undefined): readonly Value[] {
  return Array.isArray(list) ? list : []
}

/** The stage that a node of the graph stands for, with its file; undefined for data. */
export function stageOfNode(
  files: readonly CheckedFile[],
  { file, address }: Pick<TrackedStage, 'file' | 'address'>,
): { readonly file: CheckedFile; readonly stage: Stage } | undefined {
  const found = files.find(({ definition }) => definition.file === file)
  const stage = found?.definition.stages.find((one) => one.address === address)
  return found && stage && { file: found, stage }
}

function isItem(item: Value, text: string): boolean {
  return item === text || (item instanceof Map && item.has(text))
}
