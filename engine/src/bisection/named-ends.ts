import { Failure } from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'
import { workspaceName } from '../revisions/index.ts'

export interface NamedCommit {
  readonly revision: string
  readonly commit: string
}

/** The two commits that are named. That one of them is none, or that they are the same, is a `Failure`. */
export function endsOf(
  { git }: { readonly git: GitRepository | undefined },
  request: { readonly good: string; readonly bad: string },
) {
  if (!git) throw new Failure('git', 'Without Git there is no history to look through.')
  const [good, bad] = [namedCommit(git, request.good), namedCommit(git, request.bad)]
  if (good.commit === bad.commit)
    throw new Failure('usage', `'${good.revision}' and '${bad.revision}' are the same commit.`)
  return { git, good, bad }
}

function namedCommit(git: GitRepository, revision: string): NamedCommit {
  if (revision === workspaceName)
    throw new Failure('usage', 'The workspace is no commit.', {
      hint: 'Keep it as an experiment first: sterna exp save',
    })
  const commit = git.resolve(revision)
  if (commit === undefined) throw new Failure('git', `unknown Git revision '${revision}'`)
  return { revision, commit }
}
