import { describe, expect, it } from 'vitest'
import { selectRevisions, startOfDay } from './selected-revisions.ts'

/** main: a - b - c, side: a - d, tag v1 at b, experiment lab: begun - x - y. */
const begun = `be/${'0'.repeat(38)}`
const parents: Readonly<Record<string, string[]>> = {
  a: [],
  b: ['a'],
  c: ['b'],
  d: ['a'],
  x: [begun.replace('/', '')],
  y: ['x'],
}
const git = {
  resolve: (name: string) => ({ main: 'c', v1: 'b' })[name],
  commits: ({ allBranches, allTags }: { allBranches?: boolean; allTags?: boolean }) =>
    new Map([
      ...(allBranches
        ? ([
            ['c', ['main']],
            ['d', ['side']],
          ] as const)
        : []),
      ...(allTags ? ([['b', ['v1', 'v1.0']]] as const) : []),
    ]),
  history: () => ['c', 'd', 'b', 'a'].map((commit, i) => ({ commit, seconds: startOfDay('2024-01-04') - i * 86_400 })),
  refs: () => [
    { name: `refs/exps/${begun}/lab`, commit: 'y' },
    { name: 'refs/exps/exec/EXEC_HEAD', commit: 'a' },
  ],
  parents: async (commit: string) => parents[commit] ?? [],
}
const none = { allBranches: false, allTags: false, allCommits: false, allExperiments: false, withoutRegistry: false }

describe('the revisions that are kept', () => {
  it.each([
    ['nothing', {}, []],
    ['a revision', { revision: 'main' }, ['main=c']],
    ['a revision and those before it', { revision: 'main', commits: 2 }, ['main=c', 'b=b']],
    ['more than there are', { revision: 'v1', commits: 9 }, ['v1=b', 'a=a']],
    ['branches', { allBranches: true }, ['main=c', 'side=d']],
    ['the latest of branches', { allBranches: true, commits: 2 }, ['main=c', 'b=b', 'side=d', 'a=a']],
    ['tags', { allTags: true }, ['v1,v1.0=b']],
    ['a day and after', { since: '2024-01-03' }, ['c=c', 'd=d']],
    ['all commits, whatever else', { allCommits: true, allTags: true }, ['c=c', 'd=d', 'b=b', 'a=a']],
    ['experiments, without where they began', { allExperiments: true }, ['y=y', 'x=x']],
    ['one by several names', { revision: 'v1', allTags: true }, ['v1,v1.0=b']],
  ])('%s', async (_, selection, expected) => {
    const found = await selectRevisions(git, { ...none, ...selection })
    expect(found.map(({ name, commit }) => `${name}=${commit}`)).toEqual(expected)
  })

  it('have to exist', async () => {
    await expect(selectRevisions(git, { ...none, revision: 'nope' })).rejects.toThrow("unknown Git revision 'nope'")
  })

  it.each(['foo', '2024-13-01', '2024-02-30', '24-01-01'])('have to be since a day, which %s is not', async (since) => {
    await expect(selectRevisions(git, { ...none, since })).rejects.toThrow(
      `time data '${since}' does not match format '%Y-%m-%d'`,
    )
  })
})
