import * as path from 'node:path/posix'
import { joinRepo, type RepoPath } from '../../foundation/base/index.ts'
import type { Dependency } from './stage.ts'

/** A path of a stage: how its file writes it, and where it is. */
export type Place = Exclude<Dependency, { kind: 'dataset' }>

/**
 * Where `text` leads from the stage's directory. A path that does not lie below the root, or cannot be known to because
 * `root` is not given, is `outside`. An absolute path below the root is called by its relative one.
 */
export function placeOf(text: string, wdir: RepoPath, root: string | undefined): Place {
  if (/^\w+:\/\//.test(text)) return { kind: 'url', text }
  const joined = path.isAbsolute(text) ? insideRoot(text, root) : joinRepo(wdir, text)
  if (joined === undefined) return { kind: 'outside', text, path: path.normalize(text) }
  if (joined === '..' || joined.startsWith('../')) return { kind: 'outside', text, path: joined }
  return { kind: 'file', text: path.isAbsolute(text) ? path.relative(wdir, joined) || '.' : text, path: joined }
}

export function dependencyOf(text: string, wdir: RepoPath, root: string | undefined): Dependency {
  const dataset = /^ds:\/\/(.*)$/.exec(text)?.[1]
  return dataset === undefined ? placeOf(text, wdir, root) : { kind: 'dataset', text, name: dataset }
}

function insideRoot(text: string, root: string | undefined): RepoPath | undefined {
  if (root === undefined) return undefined
  const relative = path.relative(root, text)
  return relative === '' || relative === '..' || relative.startsWith('../') ? undefined : (relative as RepoPath)
}

/** Whether a path is that of a `dvc.yaml` or `.dvc` file. */
export function isStageFile(path: string): boolean {
  return /(?:^|\/)dvc\.yaml$|\.dvc$/.test(path)
}
