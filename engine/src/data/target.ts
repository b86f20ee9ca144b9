import * as path from 'node:path/posix'
import { Failure } from '../foundation/base/index.ts'

/** A target taken for a stage. Whether it is one, or a path after all, only the project's stages can tell. */
export interface StageTarget {
  /** As written; undefined for the `dvc.yaml` where the person is. */
  readonly file: string | undefined
  /** Name of a stage or group. */
  readonly name: string
}

/**
 * `[path/to/dvc.yaml:]name[@key]` taken apart. All of a text without a colon is a name. Throws a `Failure` for a lock
 * file.
 */
export function parseTarget(target: string): StageTarget {
  const at = target.indexOf('@')
  const beforeKey = at < 0 ? target : target.slice(0, at)
  // At the last colon behind which there is neither a slash nor a backslash; that of a drive is none.
  const colon = beforeKey.search(/:[^\\/:]*$/)
  const file = colon < 0 ? beforeKey : beforeKey.slice(0, colon)
  if (path.basename(file) === 'dvc.lock') throw lockFileNamed(target)
  const name = beforeKey.slice(colon + 1)
  if (colon < 0 || name === '') return { file: undefined, name: target }
  const key = target.slice(beforeKey.length + 1)
  return { file: file === '' ? undefined : file, name: key === '' ? name : `${name}@${key}` }
}

function lockFileNamed(target: string): Failure {
  const better = target.replace('.lock', '.yaml')
  return new Failure('target-unknown', `Did you mean: \`${better}\`?`, { hint: `Name the stages with "${better}".` })
}
