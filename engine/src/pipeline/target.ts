import * as path from 'node:path/posix'
import { Failure } from '../foundation/base/index.ts'

/** What a target text names: a stage file, a stage in one, or, with neither, what the caller makes of it. */
export interface TargetAddress {
  /** As written; undefined if the text names none, which means the `dvc.yaml` where the person is. */
  readonly file: string | undefined
  /** Name of a stage or group, or a pattern of names. */
  readonly name: string | undefined
}

/**
 * `[path/to/dvc.yaml:]name[@key]` taken apart. A text without a colon is a stage file if it is called like one, otherwise
 * a name. With `glob` all behind the last colon is a pattern. Throws a `Failure` for a lock file.
 */
export function parseTarget(target: string, options: { readonly glob?: boolean } = {}): TargetAddress {
  if (options.glob) return cutAt(target, target.lastIndexOf(':'))
  const at = target.indexOf('@')
  const group = at < 0 ? target : target.slice(0, at)
  const key = at < 0 ? '' : target.slice(at + 1)
  const { file, name } = cutAtName(group)
  if (file !== undefined && path.basename(file) === 'dvc.lock') throw lockFileNamed(target)
  if (name === undefined)
    return isStageFileName(target) ? { file: target, name: undefined } : { file: undefined, name: target }
  return { file, name: key === '' ? name : `${name}@${key}` }
}

/** Whether a file of that name holds stages. */
export function isStageFileName(file: string): boolean {
  return file.endsWith('.dvc') || path.basename(file) === 'dvc.yaml'
}

function cutAt(target: string, colon: number): TargetAddress {
  return { file: colon > 0 ? target.slice(0, colon) : undefined, name: target.slice(colon + 1) || undefined }
}

/** At the last colon behind which there is neither a slash nor a backslash. */
function cutAtName(group: string): TargetAddress {
  const colon = /:[^\\/:]*$/.exec(group)?.index
  if (colon === undefined) return { file: group === '' ? undefined : group, name: undefined }
  return cutAt(group, colon)
}

function lockFileNamed(target: string): Failure {
  const better = target.replace('.lock', '.yaml')
  return new Failure('target-unknown', `Did you mean: \`${better}\`?`, { hint: `Name the stages with "${better}".` })
}
