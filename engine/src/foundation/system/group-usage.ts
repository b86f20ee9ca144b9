import * as fs from 'node:fs'
import { orNothing } from './or-nothing.ts'

/** What the processes of a group have needed so far. */
export interface GroupUsage {
  readonly cpuSeconds: number
  /** Resident memory of all of them together. */
  readonly bytes: number
}

/** Of this process and all it has started that is still there; undefined where the system does not tell. */
export function groupUsage(processId: number): GroupUsage | undefined {
  if (process.platform !== 'linux') return undefined
  const usages = processFamily(processId).flatMap((member) => usageOf(member) ?? [])
  if (usages.length === 0) return undefined
  const sum = (of: (usage: GroupUsage) => number) => usages.reduce((total, usage) => total + of(usage), 0)
  return { cpuSeconds: sum(({ cpuSeconds }) => cpuSeconds), bytes: sum(({ bytes }) => bytes) }
}

/** When a process that runs began, in the system's own measure: with its number it says which process is meant. */
export function beginOfProcess(processId: number): string | undefined {
  const stat = statOf(processId)
  return stat?.[stateField] === 'Z' ? undefined : stat?.[beginField]
}

/** Whether somebody of a process group still runs; dead ones that nobody has taken note of do not count. */
export function hasLiving(group: number): boolean {
  if (process.platform !== 'linux') return true
  const members = (orNothing(() => fs.readdirSync('/proc')) ?? []).filter((name) => /^\d+$/.test(name))
  return members.some((member) => {
    const stat = statOf(Number(member))
    return stat !== undefined && Number(stat[groupField]) === group && stat[stateField] !== 'Z'
  })
}

/** A process and all it has started, and those in turn, as far as they are still there. */
export function processFamily(processId: number): number[] {
  const family = [processId]
  for (const member of family) family.push(...childrenOf(member))
  return family
}

function childrenOf(processId: number): number[] {
  const tasks = orNothing(() => fs.readdirSync(`/proc/${processId}/task`)) ?? []
  return tasks.flatMap((task) => {
    const children = orNothing(() => fs.readFileSync(`/proc/${processId}/task/${task}/children`, 'utf8'))
    return (children ?? '').split(' ').filter(Boolean).map(Number)
  })
}

const ticksPerSecond = 100
const pageBytes = 4096
/** Of /proc/PID/stat, counted from the state, which is the first behind the name: see proc(5). */
const [stateField, groupField, cpuFields, beginField, pagesField] = [0, 2, [11, 12, 13, 14], 19, 21] as const

function usageOf(processId: number): GroupUsage | undefined {
  const stat = statOf(processId)
  if (!stat) return undefined
  const ticks = cpuFields.reduce((sum, field) => sum + Number(stat[field]), 0)
  return { cpuSeconds: ticks / ticksPerSecond, bytes: Number(stat[pagesField]) * pageBytes }
}

function statOf(processId: number): string[] | undefined {
  const text = orNothing(() => fs.readFileSync(`/proc/${processId}/stat`, 'utf8'))
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')
}
