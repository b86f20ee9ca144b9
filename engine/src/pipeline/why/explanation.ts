import type { Value } from '../../foundation/formats/index.ts'
import type { Command } from '../definition/index.ts'
import type { DirectoryChanges } from './directory-changes.ts'

/** What a file or directory holds or held. */
export interface Content {
  readonly hash: string
  readonly bytes?: number
  /** Number of files, for a directory. */
  readonly files?: number
}

/** One thing about a stage that is not as its lock entry says. Paths start at the project's root. */
export type Reason =
  /** The lock file has no entry of it. */
  | { readonly kind: 'never-ran' }
  | { readonly kind: 'forced' }
  /** It says so itself, or it has nothing that could be compared. */
  | { readonly kind: 'always-changed'; readonly isDeclared: boolean }
  | { readonly kind: 'command'; readonly before: Command; readonly after: Command }
  | PathReason
  | {
      readonly kind: 'param'
      readonly path: string
      readonly key: string
      readonly change: 'new' | 'deleted' | 'modified'
      readonly before?: Value
      readonly after?: Value
    }
  | { readonly kind: 'params-file-missing'; readonly path: string }
  | UpstreamReason

/** A dependency or output. `new`: nothing is recorded of it; `not in cache`: the cache lacks what is recorded. */
export interface PathReason {
  readonly kind: 'dependency' | 'output'
  readonly path: string
  readonly change: 'new' | 'deleted' | 'modified' | 'not in cache'
  readonly before?: Content
  readonly after?: Content
  /** How the files of a directory differ, as far as it is known what they were. */
  readonly inside?: DirectoryChanges
}

/** Something it reads is made by a stage that does not stay as it is, or cannot run. */
export interface UpstreamReason {
  readonly kind: 'upstream'
  readonly path: string
  readonly stage: string
  readonly outlook: Outlook
}

/**
 * What `repro` does with a stage. `fresh`: nothing. `run`, certain or not: whether it runs can depend on what those before it
 * make. `restore`: puts back what an earlier run with the same inputs made. `pull`: gets what is missing, and nothing but
 * that, from a remote, if that has it. `record`: takes the outputs as they are.
 * `blocked`: fails, because something is missing that nobody makes.
 */
export type Outlook =
  | { readonly kind: 'fresh' }
  | { readonly kind: 'run'; readonly isCertain: boolean }
  | { readonly kind: 'restore' }
  | { readonly kind: 'pull' }
  | { readonly kind: 'record' }
  | { readonly kind: 'blocked'; readonly missing: readonly string[] }

/** A stage, what `repro` does with it, and why. */
export interface ExplainedStage {
  /** From the project's root. */
  readonly address: string
  readonly outlook: Outlook
  readonly reasons: readonly Reason[]
  /** What was looked at; nothing for data that no stage makes. */
  readonly compared?: Compared
  /** How long it took the last time, if that is known and it runs. */
  readonly seconds?: number
}

/** How much of a stage was compared with its entry in the lock file. */
export interface Compared {
  readonly lockFile: string
  readonly deps: number
  readonly params: number
  readonly outs: number
}
