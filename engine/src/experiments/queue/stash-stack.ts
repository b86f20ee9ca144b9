import { Failure } from '../../foundation/base/index.ts'
import { dropFromRefLog, type GitRepository, readRefLog } from '../../foundation/git/index.ts'
import type { Clock, FileSystem } from '../../foundation/system/index.ts'

export interface StackContext {
  readonly git: GitRepository | undefined
  readonly files: FileSystem
  readonly clock: Clock
}

const pauseMilliseconds = 20
const longestWait = 10_000

/** Puts a commit on a stack of stash commits, under DVC's name for it. */
export function pushStash({ git }: StackContext, ref: string, commit: string, message: string): void {
  for (;;) {
    const from = git!.refId(ref)
    const change = { ref, from, to: commit }
    if (git!.changeRefs([change], { message: `commit: ${message}`, isLogged: true })) return
  }
}

/** The commits of a stack. */
export function stashedCommits({ git, files }: StackContext, ref: string): ReadonlySet<string> {
  return new Set(readRefLog(files, git!.places, ref))
}

/** Takes a commit off a stack, wherever it is in it. Several may do so at once. */
export async function dropStash({ git, files, clock }: StackContext, ref: string, commit: string): Promise<void> {
  for (let waited = 0; waited < longestWait; waited += pauseMilliseconds) {
    const answer = dropFromRefLog(files, git!.places, ref, commit)
    if (answer === 'gone' || answer === 'dropped') return
    if (answer === 'last' && git!.changeRefs([{ ref, from: commit, to: undefined }], { message: 'drop' })) return
    await clock.wait(pauseMilliseconds)
  }
  throw new Failure('git', `Somebody else holds '${ref}' for too long.`, {
    hint: `If nobody does: remove ${git!.places.commonDirectory}/${ref}.lock`,
  })
}
