import { type AbsolutePath, absolutePath, Failure } from '../base/index.ts'
import { runOnOther } from './other-repository.ts'
import type { GitMachine } from './repository.ts'

export interface CheckoutRequest {
  /** The directory with Git's `objects` that have the commit. */
  readonly from: AbsolutePath
  /** A directory that is not there yet. */
  readonly to: AbsolutePath
  readonly commit: string
}

/**
 * The files of a commit in a new directory that borrows the objects of another repository, which may have been cut off
 * before some commit. Line ends stay as they are committed, and no hook runs.
 */
export function checkoutCommit(machine: GitMachine, { from, to, commit }: CheckoutRequest): void {
  const plain = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.autocrlf=false', '-c', 'core.attributesFile=/dev/null']
  const git = (...words: readonly string[]) => {
    const result = runOnOther(machine, { words: [...plain, ...words], directory: to })
    if (result.code !== 0) throw new Failure('git', `git ${words[0]} of '${from}' failed: ${result.stderr.trim()}`)
  }
  const { files } = machine
  files.makeDirectory(to)
  git('init', '--quiet', '--template=', `--object-format=${commit.length === 64 ? 'sha256' : 'sha1'}`)
  files.writeAtomic(absolutePath(to, '.git/objects/info/alternates'), `${absolutePath(from, 'objects')}\n`)
  const cut = files.readText(absolutePath(from, 'shallow'))
  if (cut !== undefined) files.writeAtomic(absolutePath(to, '.git/shallow'), cut)
  git('checkout', '--quiet', '--detach', commit)
}
