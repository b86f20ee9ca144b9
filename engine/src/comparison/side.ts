import type { RepoPath } from '../foundation/base/index.ts'
import type { DirectoryManifest } from '../storage/index.ts'

/** A tracked file or directory on one side of a comparison. */
export interface Item {
  /** From the project's root. */
  readonly path: string
  /** Undefined for an output that was never made. */
  readonly hash: string | undefined
  readonly isDirectory: boolean
}

/** An output on one side: itself, and what it holds if it is a directory. */
export interface SideOutput extends Item {
  readonly path: RepoPath
  /** Its hash is one of DVC before 3.0. */
  readonly isLegacy: boolean
  /** Undefined if nobody has the manifest, so that the files cannot be known. */
  manifest(): Promise<DirectoryManifest | undefined>
}

/** The outputs of one state of the project: as recorded in the workspace or a commit, or as they lie in the workspace. */
export type Side = ReadonlyMap<RepoPath, SideOutput>

/** The path of an item as it is shown: directories end in a slash. */
export function shownItem({ path, isDirectory }: Item): string {
  return isDirectory ? `${path}/` : path
}

/** Without the outputs that were never made. */
export function madeOutputs(side: Side): Side {
  return new Map([...side].filter(([, { hash }]) => hash !== undefined))
}
