import type { ChangedStage, DependencyChange, StatusResult } from '@sterna/engine'

const stateWidth = 20

export const nothingTracked: readonly string[] = [
  'There are no data or pipelines tracked in this project yet.',
  'See <https://dvc.org/doc/start> to get started!',
]

/** Each changed stage with what differs about it, in DVC's layout. */
export function statusLines({ changed, hasStages }: StatusResult): readonly string[] {
  if (!hasStages) return nothingTracked
  if (changed.length === 0) return ['Data and pipelines are up to date.']
  return changed.flatMap(stageLines)
}

function stageLines(stage: ChangedStage): string[] {
  return [
    `${stage.stage}:`,
    ...section(
      'changed deps',
      [...stage.deps].flatMap(([name, change]) => dependencyLines(name, change)),
    ),
    ...section(
      'changed outs',
      [...stage.outs].map(([name, state]) => stateLine(2, state, name)),
    ),
    ...(stage.isAlwaysChanged ? ['\talways changed'] : []),
    ...(stage.isCommandChanged ? ['\tchanged command'] : []),
    ...(stage.isChecksumChanged ? ['\tchanged checksum'] : []),
  ]
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`\t${title}:`, ...lines]
}

function dependencyLines(name: string, change: DependencyChange): string[] {
  if (typeof change === 'string') return [stateLine(2, change, name)]
  return [`\t\t${name}:`, ...[...change].map(([key, state]) => stateLine(3, state, key))]
}

function stateLine(depth: number, state: string, name: string): string {
  return `${'\t'.repeat(depth)}${`${state}:`.padEnd(stateWidth)}${name}`
}

/** The same for programs, in the shape of `dvc status --json`. */
export function statusJson({ changed }: StatusResult): unknown {
  return new Map(changed.map((stage) => [stage.stage, stageJson(stage)]))
}

function stageJson({ deps, outs, isAlwaysChanged, isCommandChanged, isChecksumChanged }: ChangedStage): unknown[] {
  return [
    ...(deps.size > 0 ? [{ 'changed deps': deps }] : []),
    ...(outs.size > 0 ? [{ 'changed outs': outs }] : []),
    ...(isAlwaysChanged ? ['always changed'] : []),
    ...(isCommandChanged ? ['changed command'] : []),
    ...(isChecksumChanged ? ['changed checksum'] : []),
  ]
}
