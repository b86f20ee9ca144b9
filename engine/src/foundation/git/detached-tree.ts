import { type AbsolutePath, absolutePath, Failure } from '../base/index.ts'
import { runOnOther } from './other-repository.ts'
import type { GitPlaces } from './refs.ts'
import type { GitMachine } from './repository.ts'

export interface DetachedTreeRequest {
  /** The clone that it belongs to. */
  readonly of: GitPlaces
  /** Where its files come; nothing is there yet. */
  readonly at: AbsolutePath
  /** Where Git keeps what is its own: index and HEAD. */
  readonly gitDirectory: AbsolutePath
  readonly head: string
  /** The commit whose files it begins with. */
  readonly content: string
}

/**
 * A work tree that shares objects, refs and settings of a clone, and has an index and a HEAD of its own. Git does not list it
 * among the clone's work trees, so it can be taken away like any folder, and no branch is taken by it. No hook runs.
 */
export function makeDetachedTree(machine: GitMachine, request: DetachedTreeRequest): void {
  const { at, gitDirectory, head, content } = request
  const { files } = machine
  const pointer = absolutePath(at, '.git')
  files.writeAtomic(absolutePath(gitDirectory, 'commondir'), `${request.of.commonDirectory}\n`)
  files.writeAtomic(absolutePath(gitDirectory, 'gitdir'), `${pointer}\n`)
  files.writeAtomic(absolutePath(gitDirectory, 'HEAD'), `${head}\n`)
  files.writeAtomic(pointer, `gitdir: ${gitDirectory}\n`)
  const result = runOnOther(machine, { words: ['read-tree', '--reset', '-u', content], directory: at })
  if (result.code !== 0) throw new Failure('git', `git read-tree failed in '${at}': ${result.stderr.trim()}`)
}
