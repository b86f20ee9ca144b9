import type { GitRepository } from '../../foundation/git/index.ts'
import type { MachineDescription } from '../../foundation/system/index.ts'
import { type LeftOut, type PythonEnvironment, type RunRecord, readRecord } from '../../records/index.ts'
import { comparePackages, type PackageChange } from './environment.ts'

/** How what two runs ran with differs, as their records have it. */
export interface RecordedDifference {
  /** Of the interpreter; undefined if it is the same. */
  readonly python: Omit<PackageChange, 'name'> | undefined
  readonly packages: readonly PackageChange[]
  readonly variables: readonly PackageChange[]
  readonly machine: readonly MachineChange[]
  /** Files that either commit has not got, though they were there. */
  readonly leftOut: { readonly before: LeftOut; readonly after: LeftOut }
}

/** What differs of a machine, and what it was and is in words; numbers of bytes as they are. */
export interface MachineChange {
  readonly what: keyof MachineDescription
  readonly before: string | number | undefined
  readonly after: string | number | undefined
}

/** Undefined unless both commits have a record, or if they are one commit. */
export async function compareRecords(
  git: GitRepository | undefined,
  before: string | undefined,
  after: string | undefined,
): Promise<RecordedDifference | undefined> {
  if (!git || before === undefined || after === undefined || before === after) return undefined
  const [old, now] = [await readRecord(git, before), await readRecord(git, after)]
  return old && now && differenceOf(old, now)
}

export function differenceOf(before: RunRecord, after: RunRecord): RecordedDifference {
  const [old, now] = [before.python, after.python]
  const versions = { before: versionsOf(old), after: versionsOf(now) }
  return {
    python: versions.before === versions.after ? undefined : versions,
    packages: comparePackages(packagesOf(old), packagesOf(now)),
    variables: comparePackages(mapOf(before.variables), mapOf(after.variables)),
    machine: compareMachines(before.machine, after.machine),
    leftOut: { before: before.leftOut, after: after.leftOut },
  }
}

function versionsOf(environments: readonly PythonEnvironment[]): string | undefined {
  const versions = environments.flatMap(({ version }) => version ?? [])
  return versions.length === 0 ? undefined : [...new Set(versions)].join(', ')
}

/** Of several interpreters, what the first one has comes first. */
function packagesOf(environments: readonly PythonEnvironment[]): Map<string, string> {
  return new Map([...environments].reverse().flatMap(({ packages }) => Object.entries(packages)))
}

function mapOf(entries: Readonly<Record<string, string>>): Map<string, string> {
  return new Map(Object.entries(entries))
}

const compared = [
  'host',
  'system',
  'kernel',
  'architecture',
  'processor',
  'processors',
  'memoryBytes',
  'driver',
] as const

function compareMachines(before: MachineDescription, after: MachineDescription): MachineChange[] {
  const plain = compared.map((what) => ({ what, before: before[what], after: after[what] }))
  const devices = { what: 'devices' as const, before: devicesOf(before), after: devicesOf(after) }
  return [...plain, devices].filter((change) => change.before !== change.after)
}

function devicesOf({ devices }: MachineDescription): string | undefined {
  return devices.length === 0 ? undefined : devices.map(({ name }) => name).join(', ')
}
