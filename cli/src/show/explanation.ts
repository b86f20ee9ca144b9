import type { ExplainedStage, ExplainedTarget } from '@sterna/engine'
import { durationText } from '../shell/progress-line.ts'
import { joinedNames } from './joined-names.ts'
import { type Names, outlookName, verbOf } from './outlook.ts'
import { reasonLines } from './reasons.ts'

/** How many files of a directory are named, unless somebody asks for more. */
export const fewFiles = 10

/** A plan: the stages that do not stay as they are, each with its reasons, and a summary. */
export function planLines(stages: readonly ExplainedStage[], names: Names): string[] {
  const touched = stages.filter(({ outlook }) => outlook.kind !== 'fresh')
  return [...touched.flatMap((stage) => [...stageLines(stage, names), '']), summaryOf(stages)]
}

/** What was asked about, each with what follows from it. */
export function targetLines(targets: readonly ExplainedTarget[], names: Names): string[] {
  return targets.flatMap((target, index) => [...(index > 0 ? [''] : []), ...linesOfTarget(target, names)])
}

function linesOfTarget({ target, stages, readers, after }: ExplainedTarget, names: Names): string[] {
  const follows = after.map((stage) => `${names.addressHere(stage.address)} ${verbOf(stage)}`)
  if (stages.length > 0)
    return [
      ...stages.flatMap((stage) => stageLines(stage, names)),
      ...(follows.length > 0 ? [`Because of it: ${follows.join(', ')}.`] : []),
    ]
  const read = `${target} is read by ${readers.map((address) => names.addressHere(address)).join(', ')}.`
  if (follows.length === 0) return [read, 'Nothing runs because of it.']
  const direct = after.filter(({ address }) => readers.includes(address))
  return [read, ...direct.flatMap((stage) => stageLines(stage, names)), `Because of it: ${follows.join(', ')}.`]
}

function stageLines(stage: ExplainedStage, names: Names): string[] {
  const name = names.addressHere(stage.address)
  if (stage.outlook.kind === 'fresh') return [`${name} is up to date${comparedText(stage, names)}.`]
  return [`${name} ${verbOf(stage)}${timeText(stage)}:`, ...reasonLines(stage, names).map((line) => `  ${line}`)]
}

/** Less than that nobody waits for. */
const worthTellingSeconds = 2

function timeText({ seconds }: ExplainedStage): string {
  return (seconds ?? 0) < worthTellingSeconds ? '' : `, about ${durationText(seconds!)}`
}

function comparedText({ compared }: ExplainedStage, names: Names): string {
  if (!compared) return ''
  const parts = [
    'its command',
    ...counted(compared.deps, 'dependency', 'dependencies'),
    ...counted(compared.params, 'parameter', 'parameters'),
    ...counted(compared.outs, 'output', 'outputs'),
  ]
  return `: ${joinedNames(parts)} ${parts.length === 1 ? 'is' : 'are'} as recorded in ${names.pathHere(compared.lockFile)}`
}

function counted(count: number, one: string, many: string): string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]
}

function summaryOf(stages: readonly ExplainedStage[]): string {
  const counts = new Map<string, number>()
  for (const { outlook } of stages) counts.set(outlookName(outlook), (counts.get(outlookName(outlook)) ?? 0) + 1)
  const parts = Object.keys(summaryWords).flatMap((name) =>
    counts.has(name) ? [`${counts.get(name)} ${summaryWords[name]}`] : [],
  )
  const seconds = stages.reduce((sum, stage) => sum + (stage.seconds ?? 0), 0)
  const time = seconds >= worthTellingSeconds ? ` About ${durationText(seconds)}, going by earlier runs.` : ''
  return `${stages.length} ${stages.length === 1 ? 'stage' : 'stages'}: ${parts.join(', ') || 'nothing to do'}.${time}`
}

const summaryWords: Readonly<Record<string, string>> = {
  run: 'to run',
  'may-run': 'that may run',
  restore: 'from the cache',
  pull: 'from the remote',
  record: 'to record',
  blocked: 'blocked',
  fresh: 'up to date',
}
