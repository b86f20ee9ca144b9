import type { RepoPath } from '../foundation/base/index.ts'
import type { Origin } from './imports/origin.ts'

/** The state of a file or directory as it was when it was recorded. */
export interface RecordedContent {
  /** MD5 in hex; of a directory that of its manifest, with `.dir` at the end. */
  readonly hash: string
  readonly bytes?: number
  /** Number of files, for a directory. */
  readonly files?: number
  readonly isExecutable?: boolean
  /** Recorded by DVC before 3.0, which hashed CRLF as LF and kept objects elsewhere. */
  readonly isLegacy?: boolean
  /** The files of a directory, where its stage file lists them one by one. */
  readonly listing?: readonly ListedFile[]
  /** Of a file. */
  readonly version?: CloudVersion
}

/** A file of a directory, as its stage file lists it. */
export interface ListedFile {
  readonly relpath: string
  readonly hash: string
  readonly bytes?: number
  readonly isExecutable?: boolean
  readonly version?: CloudVersion
}

/** The version that a file has in a remote whose storage keeps versions. */
export interface CloudVersion {
  /** Name of the remote; DVC leaves it out of the record of a directory that was brought up to date from a worktree. */
  readonly remote?: string
  readonly etag?: string
  readonly checksum?: string
  readonly version?: string
}

/** A file or directory that a stage makes, or that a `.dvc` file stands for. */
export interface TrackedOutput {
  readonly path: RepoPath
  /** The path as its file writes it, relative to the stage's working directory. */
  readonly text: string
  readonly recorded: RecordedContent | undefined
  readonly isCached: boolean
  /** Kept when its stage runs again. */
  readonly isPersistent: boolean
  readonly isPushed: boolean
  /** Name of the remote it belongs to, if not the default one. */
  readonly remote?: string
  readonly isMetric?: boolean
  readonly isPlot?: boolean
}

/** What the data verbs know of a stage: the file it stands in, its outputs, and what it reads. */
export interface TrackedStage {
  /** How it is called from the project's root: `data.csv.dvc`, `train`, `sub/dvc.yaml:train`. */
  readonly address: string
  readonly file: RepoPath
  /** `source`: a `.dvc` file made by add; `import`: one that also names an origin; `pipeline`: it has a command. */
  readonly kind: 'source' | 'import' | 'pipeline'
  /** Of an import. */
  readonly origin?: Origin
  readonly outputs: readonly TrackedOutput[]
  readonly dependencies: readonly RepoPath[]
  readonly isFrozen: boolean
  /** What the stage is for. */
  readonly desc?: string
}

/** What a stage is called in its own file: `train`, `train@fold:1`. */
export function stageName({ file, address }: Pick<TrackedStage, 'file' | 'address'>): string {
  return address.startsWith(`${file}:`) ? address.slice(file.length + 1) : address
}

/** How a person in `directory` calls a stage. */
export function shownAddress(stage: Pick<TrackedStage, 'file' | 'address'>, shownFile: string): string {
  if (stage.file.endsWith('.dvc')) return shownFile
  const name = stageName(stage)
  return shownFile === 'dvc.yaml' ? name : `${shownFile}:${name}`
}
