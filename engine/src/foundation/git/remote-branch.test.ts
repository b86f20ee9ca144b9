import { describe, expect, it } from 'vitest'
import { remoteBranchCommit } from './remote-branch.ts'

const [a, b] = ['a'.repeat(40), 'b'.repeat(40)]
const find = (refs: Readonly<Record<string, string>>, name: string) =>
  remoteBranchCommit({ refsBelow: () => new Map(Object.entries(refs)) }, name)

describe('a branch that only remotes have', () => {
  it.each([
    ['by its whole name', { 'refs/remotes/origin/deep/one': a }, 'deep/one', a],
    ['not by a part of it', { 'refs/remotes/origin/deep/one': a }, 'one', undefined],
    ['also if two remotes have the same', { 'refs/remotes/o/x': a, 'refs/remotes/p/x': a }, 'x', a],
    ['not by the name of another', { 'refs/remotes/origin/x': a, 'refs/remotes/origin/y': b }, 'y', b],
  ] as const)('is found %s', (_, refs, name, commit) => {
    expect(find(refs, name)).toBe(commit)
  })

  it('has to be said with its remote if two remotes have different ones', () => {
    expect(() => find({ 'refs/remotes/o/x': a, 'refs/remotes/p/x': b }, 'x')).toThrowError(
      expect.objectContaining({ code: 'git', message: "ambiguous Git revision 'x'" }),
    )
  })
})
