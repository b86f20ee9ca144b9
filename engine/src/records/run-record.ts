import type { MachineDescription } from '../foundation/system/index.ts'

/** What is known of a run beside its commit. It has the form in which it is kept. */
export interface RunRecord {
  readonly schema: typeof recordSchema
  readonly experiment: RecordedPlace
  /** When it was put together, in ISO 8601. */
  readonly made: string
  /** The version of the program that made it. */
  readonly sterna?: string
  readonly changes: RecordedChanges
  readonly leftOut: LeftOut
  readonly stages: readonly RecordedStage[]
  /** By `FILE:KEY`, or the name of a variable. */
  readonly seeds: Readonly<Record<string, RecordedScalar>>
  readonly python: readonly PythonEnvironment[]
  /** Ids of Git's blobs by path from the root of the work tree. */
  readonly lockFiles: Readonly<Record<string, string>>
  readonly variables: Readonly<Record<string, string>>
  readonly machine: MachineDescription
  readonly cost?: RecordedCost
}

export const recordSchema = 1

export type RecordedScalar = string | number | boolean | null

export interface RecordedPlace {
  /** As it was called when it was made. */
  readonly name: string
  readonly commit: string
  /** The commit that it began at. */
  readonly baseline: string
  /** What was checked out; absent when none was. */
  readonly branch?: string
  /** The folder of the project in its repository, if it is not the root. */
  readonly project?: string
}

/** Paths, from the root of the work tree, in which the commit differs from that it began at. */
export interface RecordedChanges {
  readonly added: readonly string[]
  readonly modified: readonly string[]
  readonly deleted: readonly string[]
  /** How many more there are. */
  readonly more?: number
}

/** Files that Git neither knew nor was told to ignore, and that are not in the commit. */
export interface LeftOut {
  readonly files: readonly LeftOutFile[]
  /** How many more there are. */
  readonly more?: number
}

export interface LeftOutFile {
  readonly path: string
  readonly bytes: number
  /** Of files that are not large and not called like secrets. */
  readonly md5?: string
}

export interface RecordedStage {
  readonly stage: string
  /** `cached`: its outputs came from an earlier run. */
  readonly outcome: 'ran' | 'cached' | 'pulled' | 'verified'
  /** Without secrets. */
  readonly command: string | readonly string[]
  /** In ISO 8601. */
  readonly began?: string
  readonly ended?: string
  readonly seconds?: number
  readonly exit?: number
  /** How often it was tried, if more than once. */
  readonly tries?: number
  readonly cpuSeconds?: number
  readonly peakBytes?: number
  readonly peakDeviceBytes?: number
  /** The id of its attempt, under which the machine that ran it keeps what it printed. */
  readonly log?: string
}

export interface PythonEnvironment {
  readonly executable: string
  readonly version?: string
  /** Versions by name, as far as they could be read. */
  readonly packages: Readonly<Record<string, string>>
}

export interface RecordedCost {
  readonly amount: number
  readonly currency?: string
  readonly perHour: number
  readonly seconds: number
}
