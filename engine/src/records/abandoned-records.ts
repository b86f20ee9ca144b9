import { mapBounded } from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'

type Git = Pick<GitRepository, 'unreached' | 'readCommit'>

/** Refs, beside experiments themselves, by which somebody may still have the commit of an experiment. */
const holders = ['--branches', '--tags', '--remotes', '--glob=refs/sterna/pins/*', 'HEAD']
const readAtOnce = 8

/**
 * Those of these commits that nobody has: no experiment that stays, and no branch, tag, remote branch or pin leads to them. Also
 * those that are no commits any more.
 */
export async function abandonedCommits(
  git: Git,
  commits: Iterable<string>,
  experiments: Iterable<string>,
): Promise<string[]> {
  const held = new Set(experiments)
  const asked = [...commits].filter((commit) => !held.has(commit))
  const there = await mapBounded(asked, readAtOnce, async (commit) => (await git.readCommit(commit)) !== undefined)
  const known = asked.filter((_, index) => there[index])
  const unreached = new Set(git.unreached(known, holders))
  return asked.filter((commit, index) => !there[index] || unreached.has(commit))
}
