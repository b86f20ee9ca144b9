import { type Measured, medianOf } from './measure.ts'
import type { Workload } from './workloads.ts'

const columns = ['workload', 'wanted', 'sterna: time, CPU', 'against', 'ratio of time, CPU', 'peak memory']

export function tableOf(rows: readonly string[]): string {
  return [`| ${columns.join(' | ')} |`, `|${'---|'.repeat(columns.length)}`, ...rows].join('\n')
}

/** By which a row is found again. */
export function rowStart({ name, wanted }: Workload): string {
  return `| ${name} | ${wanted} |`
}

export function rowOf(workload: Workload, ours: readonly Measured[], theirs: readonly Measured[]): string {
  const time = ratio(workload, ours, theirs, 'seconds')
  const cpu = ratio(workload, ours, theirs, 'cpuSeconds')
  const unit = isLimit(workload) ? 'x the time' : 'x faster'
  const cells = [
    shown(ours),
    `${workload.against}: ${shown(theirs)}`,
    `${time} ${unit}, ${cpu} x`,
    memory(ours, theirs),
  ]
  return `${rowStart(workload)} ${cells.join(' | ')} |`
}

/** Whether the other one is what cannot be beaten. */
function isLimit({ against }: Workload): boolean {
  return ['node', 'rm', 'cp', 'curl', 'repro'].includes(against)
}

function ratio(
  workload: Workload,
  ours: readonly Measured[],
  theirs: readonly Measured[],
  what: 'seconds' | 'cpuSeconds',
): string {
  const ratios = theirs.map((their, index) => their[what] / ours[index]![what])
  return isLimit(workload) ? (1 / medianOf(ratios)).toFixed(2) : medianOf(ratios).toFixed(1)
}

function shown(measured: readonly Measured[]): string {
  return `${duration(medianOf(measured.map(({ seconds }) => seconds)))}, ${duration(medianOf(measured.map(({ cpuSeconds }) => cpuSeconds)))}`
}

function duration(seconds: number): string {
  return seconds < 1 ? `${(seconds * 1000).toFixed(0)} ms` : `${seconds.toFixed(2)} s`
}

function memory(ours: readonly Measured[], theirs: readonly Measured[]): string {
  const peak = (measured: readonly Measured[]) =>
    Math.max(...measured.map(({ peakMegabytes }) => peakMegabytes)).toFixed(0)
  return `${peak(ours)} MB, ${peak(theirs)} MB`
}
