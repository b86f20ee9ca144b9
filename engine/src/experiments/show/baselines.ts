import { Failure } from '../../foundation/base/index.ts'
import type { GitRepository } from '../../foundation/git/index.ts'

/** Which commits are meant that experiments began at. */
export interface BaselineSelection {
  /** HEAD, if nothing else is selected either. */
  readonly revisions: readonly string[]
  /** How many commits from each revision or branch along first parents; all if negative. */
  readonly commits: number
  readonly allBranches: boolean
  readonly allTags: boolean
  readonly allCommits: boolean
}

type Git = Pick<GitRepository, 'resolve' | 'readCommit' | 'refs' | 'commits'>

/** The commits that are meant, each once, in the order they were named. A revision that does not exist is a `Failure`. */
export async function selectBaselines(git: Git, selection: BaselineSelection): Promise<string[]> {
  const { revisions, allBranches, allTags, allCommits } = selection
  const isAny = revisions.length > 0 || allBranches || allTags || allCommits
  const named = (isAny ? revisions : ['HEAD']).map((revision) => resolved(git, revision))
  const found = await chains(git, named, selection.commits)
  if (allCommits) found.push(...git.commits({ allCommits }).keys())
  else found.push(...(await tips(git, selection)))
  return [...new Set(found)]
}

async function tips(git: Git, { allBranches, allTags, commits }: BaselineSelection): Promise<string[]> {
  const branches = allBranches ? git.refs('refs/heads').map(({ commit }) => commit) : []
  const tags = allTags ? git.refs('refs/tags').map(({ commit }) => commit) : []
  return [...(await chains(git, branches, commits)), ...tags]
}

async function chains(git: Git, starts: readonly string[], count: number): Promise<string[]> {
  const all = await Promise.all(starts.map((start) => chainFrom(git, start, count)))
  return all.flat()
}

/** A commit and those before it along first parents, as far as a shallow clone has them. */
async function chainFrom(git: Git, start: string, count: number): Promise<string[]> {
  if (count === 0) return []
  const found = [start]
  while (found.length !== count) {
    const [parent] = (await git.readCommit(found.at(-1)!))?.parents ?? []
    if (parent === undefined || !(await git.readCommit(parent))) break
    found.push(parent)
  }
  return found
}

function resolved(git: Git, revision: string): string {
  const commit = git.resolve(revision)
  if (commit !== undefined) return commit
  throw new Failure('git', `unknown Git revision '${revision}'`, {
    hint: 'To see the branches and tags: git log --all. To see the experiments: sterna exp list --all-commits',
  })
}
