import type { RepoPath } from '../foundation/base/index.ts'

export type TraceKind = 'strace' | 'snapshot'

/** The command as it was typed. */
export interface WatchedCommand {
  /** Secrets are left out. */
  readonly words: readonly string[]
  /** The words are the pieces of one line for the shell. */
  readonly isLine: boolean
}

/** A file that was used, or a directory of which many were. */
export interface UsedPath {
  readonly path: RepoPath
  readonly isDirectory: boolean
  /** How many of its files. */
  readonly files: number
}

/** What a command used. Nothing is in two of these. */
export interface UsedFiles {
  readonly reads: readonly UsedPath[]
  readonly writes: readonly UsedPath[]
  /** Read and then written, or written behind what was there: caches, checkpoints, logs. */
  readonly both: readonly RepoPath[]
}

/** One run of a command, and all that is known of it. */
export interface WatchedRun {
  /** That of its attempt; sorts by time. */
  readonly id: string
  readonly name: string
  readonly command: WatchedCommand
  /** Where it was started. */
  readonly directory: RepoPath
  /** Absent without Git or before the first commit. */
  readonly commit?: string
  /** Whether Git saw changes before it began. */
  readonly isDirty: boolean
  readonly trace: TraceKind
  readonly exit: number
  readonly seconds: number
  readonly files: UsedFiles
}
