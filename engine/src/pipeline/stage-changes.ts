import type { OutputState } from '../data/index.ts'
import { equalLikePython } from '../foundation/formats/index.ts'
import type { Observation } from '../storage/index.ts'
import { type DatasetState, datasetValue } from './datasets.ts'
import type { Stage } from './definition/index.ts'
import type { LockEntry, LockedFile } from './lock-entry.ts'
import type { OutputObservation, StageState } from './observe.ts'
import { compareParams, type ParamsComparison, recordedParams } from './params.ts'
import { urlChange } from './url-dependencies.ts'

/** Of a file; of a params file the changes of its keys, unless it is new or gone as a whole. */
export type DependencyChange = 'modified' | 'update available' | 'not in sync' | ParamsComparison

/** How a stage differs from what the lock file has recorded of it. Keys identify dependencies and outputs in that file. */
export interface StageChanges {
  readonly deps: ReadonlyMap<string, DependencyChange>
  readonly outs: ReadonlyMap<string, OutputState>
  readonly isAlwaysChanged: boolean
  readonly isCommandChanged: boolean
}

/** Compares what is there with what is recorded. A frozen stage's dependencies are not looked at. */
export function stageChanges(stage: Stage, state: StageState, entry: LockEntry | undefined): StageChanges {
  return {
    deps: stage.isFrozen ? new Map() : dependencyChanges(stage, state, entry),
    outs: outputChanges(stage, state, entry),
    isAlwaysChanged: !stage.isFrozen && isAlwaysChanged(stage),
    isCommandChanged: entry !== undefined && !sameCommand(stage.cmd, entry.cmd),
  }
}

export function isChanged(changes: StageChanges): boolean {
  return changes.deps.size > 0 || changes.outs.size > 0 || changes.isAlwaysChanged || changes.isCommandChanged
}

/** A command without anything to compare runs every time, as a stage does that says so. */
export function isAlwaysChanged({ cmd, deps, params, outs, ...stage }: Stage): boolean {
  return stage.isAlwaysChanged || (cmd.length > 0 && deps.length + params.length + outs.length === 0)
}

function dependencyChanges(
  stage: Stage,
  state: StageState,
  entry: LockEntry | undefined,
): Map<string, DependencyChange> {
  const changes = new Map<string, DependencyChange>()
  for (const { text } of stage.deps) {
    const change = dependencyChange(state, text, recordedOf(entry?.deps, text))
    if (change) changes.set(text, change)
  }
  for (const { text, keys } of stage.params) {
    const recorded = recordedParams(entry?.params.get(text), keys)
    const change = compareParams({ current: state.params.get(text), recorded, keys })
    if (typeof change === 'string' || change.size > 0) changes.set(text, change)
  }
  return changes
}

function dependencyChange(
  { deps, urls, datasets }: StageState,
  text: string,
  recorded: LockedFile | undefined,
): DependencyChange | undefined {
  const file = deps.get(text)
  const url = urls.get(text)
  const dataset = datasets.get(text)
  if (file) return fileChange(file, recorded)
  if (url) return urlChange(url, recorded)
  return dataset && datasetChange(dataset, recorded)
}

function datasetChange(
  state: DatasetState,
  recorded: LockedFile | undefined,
): 'not in sync' | 'new' | 'modified' | undefined {
  if (state.kind !== 'locked') return 'not in sync'
  const before = recorded?.details?.get('dataset')
  if (!(before instanceof Map) || before.size === 0) return 'new'
  return equalLikePython(state.value, datasetValue(before)) ? undefined : 'modified'
}

function fileChange(seen: Observation, recorded: LockedFile | undefined): 'deleted' | 'modified' | undefined {
  if (seen.kind === 'missing') return 'deleted'
  return seen.hash === recorded?.content?.hash ? undefined : 'modified'
}

function outputChanges(stage: Stage, state: StageState, entry: LockEntry | undefined): Map<string, OutputState> {
  const changes = new Map<string, OutputState>()
  for (const { text } of stage.outs) {
    const seen = state.outs.get(text)
    const change = seen && outputChange(seen, recordedOf(entry?.outs, text))
    if (change) changes.set(text, change)
  }
  return changes
}

function outputChange({ seen, isKept }: OutputObservation, recorded: LockedFile | undefined): OutputState | undefined {
  if (recorded?.content && !isKept) return 'not in cache'
  if (seen.kind === 'missing') return 'deleted'
  return seen.hash === recorded?.content?.hash ? undefined : 'modified'
}

function recordedOf(files: readonly LockedFile[] | undefined, text: string): LockedFile | undefined {
  return files?.find(({ path }) => path === text)
}

function sameCommand(a: Stage['cmd'], b: Stage['cmd']): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b
  return a.length === b.length && a.every((line, index) => line === b[index])
}
