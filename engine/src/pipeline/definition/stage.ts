import type { RepoPath } from '../../foundation/base/index.ts'
import type { Value, ValueMap } from '../../foundation/formats/index.ts'
import type { VarsFile } from './vars-file.ts'

/** One stage of a `dvc.yaml`, with every `${…}` replaced. */
export interface Stage {
  /** As the lock file calls it: `train`, or `train@fold1` for a member of a foreach or matrix group. */
  readonly name: string
  /** How it is called from the project's root: `train`, `sub/dvc.yaml:train`. */
  readonly address: string
  /** The `dvc.yaml` it stands in. */
  readonly file: RepoPath
  /** Where its command runs and its paths start. */
  readonly wdir: RepoPath
  /** One text of lines, or a list of commands, exactly as the lock file repeats it. */
  readonly cmd: Command
  readonly deps: readonly Dependency[]
  readonly params: readonly ParamsDependency[]
  readonly outs: readonly Output[]
  readonly isFrozen: boolean
  readonly isAlwaysChanged: boolean
  readonly desc?: string
  readonly meta?: Value
  /** The foreach or matrix stage that it was made from. */
  readonly group?: string
  /** Whether what stands in the file differs from this, so that it cannot be written back. */
  readonly isTemplated: boolean
  /** Values that `${…}` took from files: by file, the dotted key and its value. They are shown, but are no dependencies. */
  readonly usedVars: ReadonlyMap<string, ReadonlyMap<string, Value>>
}

export type Command = string | readonly string[]

/**
 * What a stage reads. `text` is how its file writes it and the identity in the lock file; `outside` is a path on this
 * machine but not below the root (absolute, or starting with `../` from the root).
 */
export type Dependency =
  | { readonly kind: 'file'; readonly text: string; readonly path: RepoPath }
  | { readonly kind: 'outside'; readonly text: string; readonly path: string }
  | { readonly kind: 'url'; readonly text: string }
  | { readonly kind: 'dataset'; readonly text: string; readonly name: string }

/** Values of a params file that a stage depends on. */
export interface ParamsDependency {
  readonly text: string
  readonly path: RepoPath
  /** Dotted keys in the order of the file; empty for the whole file. */
  readonly keys: readonly string[]
}

/** What a stage makes. Together with what the lock file recorded it is a `TrackedOutput`. */
export interface Output {
  readonly text: string
  /** Below the root; outside of it absolute or starting with `../`. */
  readonly path: RepoPath
  readonly kind: 'file' | 'outside' | 'url'
  readonly isCached: boolean
  readonly isPersistent: boolean
  readonly isPushed: boolean
  readonly remote?: string
  readonly isMetric: boolean
  readonly isPlot: boolean
  /** `template`, `x`, `y`, … of a plot, in the order of the file. */
  readonly plot: ValueMap
  /** `desc`, `type`, `labels`, `meta`. */
  readonly annotations: ValueMap
}

/** All of a `dvc.yaml`. The lists hold paths relative to its directory, as written. */
export interface Definition {
  readonly file: RepoPath
  readonly stages: readonly Stage[]
  readonly params: readonly string[]
  readonly metrics: readonly string[]
  readonly plots: readonly PlotDefinition[]
  readonly artifacts: ReadonlyMap<string, ValueMap>
  readonly datasets: readonly ValueMap[]
  /** Things worth telling that are no mistakes. */
  readonly warnings: readonly string[]
}

/** A plot of the top-level list: its path or name, and its properties if it has any. */
export interface PlotDefinition {
  readonly id: string
  readonly properties: ValueMap | undefined
}

/** What reading a `dvc.yaml` needs to know beside its text. */
export interface DefinitionSources {
  /** The file with values for `${…}` at a path. */
  readVars(path: RepoPath): VarsFile
  /** How a path is written in messages; without it from the root. */
  shownPath?(path: RepoPath): string
  /** The project's root on this machine; lets absolute paths below it be recognised. */
  readonly root?: string
  readonly parsing?: ParsingOptions
}

/** The config section `parsing`: how a dictionary becomes options of a command. */
export interface ParsingOptions {
  readonly bool?: 'store_true' | 'boolean_optional'
  readonly list?: 'nargs' | 'append'
}
