import type { PythonEnvironment, RecordedStage, RunRecord } from '@sterna/engine'
import { shownSeconds } from './attempts.ts'
import { plainText } from './plain-text.ts'
import { shortSize } from './sizes.ts'
import { plainTable } from './table.ts'

type Section = readonly [title: string, lines: readonly string[]]

/** A record for people: a line for what is one, a list for what is many. */
export function runRecordLines(record: RunRecord): string[] {
  const { experiment, made, sterna } = record
  const from = experiment.branch === undefined ? '' : `${experiment.branch}, `
  const head = [
    `Experiment:  ${experiment.name} (${experiment.commit.slice(0, 7)})`,
    `Began at:    ${from}${experiment.baseline.slice(0, 7)}`,
    `Recorded:    ${made.replace('T', ' ').slice(0, 19)} UTC${sterna === undefined ? '' : ` by sterna ${sterna}`}`,
  ]
  const sections = sectionsOf(record).filter(([, lines]) => lines.length > 0)
  return [
    ...head,
    ...sections.flatMap(([title, lines]) => ['', `${title}:`, ...lines.map((line) => `    ${line}`)]),
  ].map(plainText)
}

/** All but what it is and which stages ran, subject by subject. */
export function runRecordSections(record: RunRecord): { title: string; lines: string[] }[] {
  return sectionsOf(record)
    .slice(1)
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => ({ title, lines: lines.map(plainText) }))
}

function sectionsOf(record: RunRecord): Section[] {
  const { changes, leftOut, stages, seeds, python, lockFiles, variables, cost } = record
  return [
    ['Stages', stageLines(stages)],
    ['Changed since then', [...changeLines(changes), ...moreLine(changes.more)]],
    [
      'Left out, because Git does not know them',
      [...leftOut.files.map(({ path, bytes }) => `${path} (${shortSize(bytes)}B)`), ...moreLine(leftOut.more)],
    ],
    ['Seeds', pairs(seeds)],
    ['Environment', [...python.map(pythonLine), ...lockFileLines(lockFiles), ...pairs(variables)]],
    ['Machine', machineLines(record)],
    ['Cost', cost ? [`${cost.amount} ${cost.currency ?? ''}`.trim() + ` for ${shownSeconds(cost.seconds)}`] : []],
  ]
}

function stageLines(stages: readonly RecordedStage[]): string[] {
  return plainTable(stages.map(stageRow), ['Stage', 'What', 'Took', 'CPU', 'Memory', 'Run', 'Command'])
}

const outcomes = {
  ran: 'ran',
  cached: 'from the run cache',
  pulled: 'from a remote',
  verified: 'as it was',
} as const

function stageRow(stage: RecordedStage): string[] {
  const { outcome, tries, seconds, cpuSeconds, peakBytes, peakDeviceBytes, log = '', command } = stage
  const gpu = peakDeviceBytes ? `, GPU ${shortSize(peakDeviceBytes)}` : ''
  return [
    stage.stage,
    tries === undefined ? outcomes[outcome] : `${outcomes[outcome]}, ${tries} tries`,
    seconds === undefined ? '' : shownSeconds(seconds),
    cpuSeconds === undefined ? '' : shownSeconds(cpuSeconds),
    peakBytes === undefined ? '' : shortSize(peakBytes) + gpu,
    log,
    (typeof command === 'string' ? command : command.join(' && ')).split('\n')[0]!,
  ]
}

function changeLines({ added, modified, deleted }: RunRecord['changes']): string[] {
  return [
    ...added.map((path) => `added ${path}`),
    ...modified.map((path) => `modified ${path}`),
    ...deleted.map((path) => `deleted ${path}`),
  ]
}

function moreLine(more: number | undefined): string[] {
  return more === undefined ? [] : [`and ${more} more`]
}

function pairs(values: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(values).map(([name, value]) => `${name} = ${String(value)}`)
}

function pythonLine({ executable, version = 'of an unknown version', packages }: PythonEnvironment): string {
  const count = Object.keys(packages).length
  return `Python ${version}, ${count} ${count === 1 ? 'package' : 'packages'} (${executable})`
}

function lockFileLines(lockFiles: RunRecord['lockFiles']): string[] {
  return Object.entries(lockFiles).map(([path, id]) => `${path} ${id.slice(0, 7)}`)
}

function machineLines({ machine }: RunRecord): string[] {
  const { host, system, kernel, architecture, processor, processors, memoryBytes, limits, devices, driver } = machine
  const limited = [
    ...(limits?.processors === undefined ? [] : [`${limits.processors} processors`]),
    ...(limits?.memoryBytes === undefined ? [] : [`${shortSize(limits.memoryBytes)}B of memory`]),
  ]
  return [
    `${host}, ${system} ${kernel} on ${architecture}`,
    `${processors} processors, ${processor}; ${shortSize(memoryBytes)}B of memory`,
    ...(limited.length > 0 ? [`limited to ${limited.join(' and ')}`] : []),
    ...devices.map(({ name, bytes }) => (bytes === undefined ? name : `${name}, ${shortSize(bytes)}B`)),
    ...(driver === undefined ? [] : [`NVIDIA driver ${driver}`]),
  ]
}
