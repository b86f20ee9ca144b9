import { describe, expect, it } from 'vitest'
import type { RepoPath } from '../foundation/base/index.ts'
import type { Change } from './change.ts'
import { compareManifests } from './compare-manifests.ts'
import { compareSides } from './compare-sides.ts'
import { joinChanges } from './join-changes.ts'
import type { Side, SideOutput } from './side.ts'

const manifest = (files: Readonly<Record<string, string>>) => ({
  relpaths: Object.keys(files),
  hashes: Object.values(files),
})

function sideOf(outputs: Readonly<Record<string, string | Readonly<Record<string, string>> | 'unknown'>>): Side {
  return new Map(
    Object.entries(outputs).map(([path, content]): [RepoPath, SideOutput] => {
      const isDirectory = typeof content !== 'string' || content === 'unknown'
      const hash = isDirectory ? `${JSON.stringify(content)}.dir` : content
      const inside = typeof content === 'string' ? undefined : manifest(content)
      return [
        path as RepoPath,
        { path: path as RepoPath, hash, isDirectory, isLegacy: false, manifest: async () => inside },
      ]
    }),
  )
}

const brief = (changes: readonly Change[]) =>
  changes.map((change) =>
    change.kind === 'renamed'
      ? `${change.before.path} -> ${change.after.path}`
      : `${change.kind} ${'item' in change ? change.item.path : change.after.path}`,
  )

const granular = { isGranular: true, withUnchanged: false }

describe('compareManifests', () => {
  it.each([
    ['equal', { a: '1', b: '2' }, { a: '1', b: '2' }, []],
    ['a new one first', { b: '2' }, { a: '1', b: '2' }, ['added d/a']],
    ['a lost one last', { a: '1', b: '2' }, { a: '1' }, ['deleted d/b']],
    ['one changed', { a: '1' }, { a: '2' }, ['modified d/a']],
    ['names beyond the basic plane', { '\ufffd': '1' }, { '\ufffd': '1', '😀': '2' }, ['added d/😀']],
    ['all gone', { a: '1' }, {}, ['deleted d/a']],
  ])('%s', (_, before, after, expected) => {
    expect(brief(compareManifests('d', manifest(before), manifest(after)))).toEqual(expected)
  })
})

describe('compareSides', () => {
  it.each([
    ['a file that changed', { f: '1' }, { f: '2' }, ['modified f']],
    ['a directory and its files', { d: { a: '1' } }, { d: { a: '1', b: '2' } }, ['modified d', 'added d/b']],
    ['a file that became a directory', { x: '1' }, { x: { a: '1' } }, ['modified x', 'added x/a']],
    ['a new directory', {}, { d: { a: '1' } }, ['added d', 'added d/a']],
    ['inside unknown', { d: 'unknown' }, { d: { 's/a': '1' } }, ['modified d', 'unknown d/s', 'unknown d/s/a']],
    ['an unknown one that is gone', { d: 'unknown' }, {}, ['deleted d']],
  ])('%s', async (_, before, after, expected) => {
    expect(brief(await compareSides(sideOf(before as never), sideOf(after as never), granular))).toEqual(expected)
  })

  it('does not list directories of one hash', async () => {
    const unread = async () => expect.unreachable('a manifest was read')
    const output = { path: 'd' as RepoPath, hash: 'x.dir', isDirectory: true, isLegacy: false, manifest: unread }
    const side: Side = new Map([[output.path, output]])
    expect(await compareSides(side, side, granular)).toEqual([])
  })
})

describe('joinChanges', () => {
  it.each([
    ['a rename', { a: '1' }, { b: '1' }, ['a -> b']],
    [
      'one hash at several places: by name',
      { a: '1', b: '1' },
      { c: '1', d: '1', e: '1' },
      ['a -> c', 'b -> d', 'added e'],
    ],
    ['lost twice, found once', { a: '1', b: '1' }, { c: '1' }, ['a -> c', 'deleted b']],
    ['a path that changes its owner', { d: { a: '1' } }, { 'd/a': '2' }, ['modified d/a', 'deleted d']],
  ])('%s', async (_, before, after, expected) => {
    const changes = await compareSides(sideOf(before as never), sideOf(after as never), granular)
    expect(brief(joinChanges(changes))).toEqual(expected)
  })
})
