import { contentOf } from '../../data/index.ts'
import type { Observation } from '../../storage/index.ts'
import type { Stage } from '../definition/index.ts'
import type { LockEntry, LockedFile } from '../lock-entry.ts'
import type { StageState } from '../observe.ts'
import type { DependencyChange, StageChanges } from '../stage-changes.ts'
import { contentOfState, recordedState } from '../url-dependencies.ts'
import type { UrlState } from '../url-states.ts'
import type { Content, PathReason, Reason } from './explanation.ts'

export interface ComparedStage {
  readonly state: StageState
  readonly entry: LockEntry | undefined
  readonly changes: StageChanges
}

/** What makes a stage differ from its lock entry, with old and new values: the command, then inputs, then outputs. */
export function reasonsOf(stage: Stage, { state, entry, changes }: ComparedStage): Reason[] {
  const always: Reason[] = changes.isAlwaysChanged
    ? [{ kind: 'always-changed', isDeclared: stage.isAlwaysChanged }]
    : []
  if (!entry) return [...always, { kind: 'never-ran' }]
  return [
    ...always,
    ...(changes.isCommandChanged ? [{ kind: 'command', before: entry.cmd, after: stage.cmd } as const] : []),
    ...dependencyReasons(stage, state, entry, changes),
    ...paramReasons(stage, state, entry, changes),
    ...outputReasons(stage, state, entry, changes),
  ]
}

function dependencyReasons(stage: Stage, state: StageState, entry: LockEntry, { deps }: StageChanges): PathReason[] {
  return stage.deps.flatMap((dependency) => {
    const change = deps.get(dependency.text)
    if (change === undefined) return []
    const path = 'path' in dependency ? dependency.path : dependency.text
    const recorded = recordedOf(entry.deps, dependency.text)
    const url = state.urls.get(dependency.text)
    const contents = url ? urlContents(recorded, url) : contentsOf(recorded, state.deps.get(dependency.text))
    return [{ kind: 'dependency', path, change: changeOf(change, contents.before), ...contents }]
  })
}

/** What was never recorded is new, though DVC calls it modified. */
function changeOf(change: DependencyChange, before: Content | undefined): PathReason['change'] {
  if (change === 'deleted') return change
  return before ? 'modified' : 'new'
}

function paramReasons(stage: Stage, state: StageState, entry: LockEntry, { deps }: StageChanges): Reason[] {
  return stage.params.flatMap(({ text, path }): Reason[] => {
    const change = deps.get(text)
    if (change === undefined) return []
    if (change === 'deleted') return [{ kind: 'params-file-missing', path }]
    const now = state.params.get(text) ?? new Map()
    const before = entry.params.get(text) ?? new Map()
    const keys = typeof change === 'string' ? [...now.keys()].map((key) => [key, 'new'] as const) : [...change]
    return keys.map(([key, kind]) => ({
      kind: 'param',
      path,
      key,
      change: kind,
      ...(before.has(key) ? { before: before.get(key) } : {}),
      ...(now.has(key) ? { after: now.get(key) } : {}),
    }))
  })
}

function outputReasons(stage: Stage, state: StageState, entry: LockEntry, { outs }: StageChanges): PathReason[] {
  return stage.outs.flatMap(({ text, path }) => {
    const change = outs.get(text)
    if (change === undefined) return []
    const contents = contentsOf(recordedOf(entry.outs, text), state.outs.get(text)?.seen)
    return [{ kind: 'output', path, change: change === 'modified' && !contents.before ? 'new' : change, ...contents }]
  })
}

interface Contents {
  readonly before?: Content
  readonly after?: Content
}

function contentsOf(recorded: LockedFile | undefined, seen: Observation | undefined): Contents {
  return {
    ...(recorded?.content ? { before: sized(recorded.content) } : {}),
    ...(seen && seen.kind !== 'missing' ? { after: sized(contentOf(seen)) } : {}),
  }
}

/** Of what is known by what its storage tells, that stands for its hash. */
function urlContents(recorded: LockedFile | undefined, seen: UrlState): Contents {
  const before = recordedState(recorded)
  return {
    ...(before ? { before: sized(before) } : {}),
    ...(seen.kind === 'there' ? { after: sized(contentOfState(seen.state)) } : {}),
  }
}

/** Without what plays no part in a comparison. */
export function sized({ hash, bytes, files }: Content): Content {
  return { hash, ...(bytes === undefined ? {} : { bytes }), ...(files === undefined ? {} : { files }) }
}

function recordedOf(files: readonly LockedFile[], text: string): LockedFile | undefined {
  return files.find(({ path }) => path === text)
}
