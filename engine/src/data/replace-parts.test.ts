import { describe, expect, it } from 'vitest'
import { makeManifest } from '../storage/index.ts'
import { bytesAfter, type PartContent, replaceParts } from './replace-parts.ts'

const before = makeManifest(['a', 'sub/b', 'sub/deep/c'], ['1', '2', '3'])

function content(part: string, files: Readonly<Record<string, string>>, bytes = 10): PartContent {
  return { part, files: new Map(Object.entries(files)), bytes }
}

describe('parts of a directory are replaced', () => {
  it.each([
    ['a new file', [content('new', { new: '9' })], 'a=1 new=9 sub/b=2 sub/deep/c=3', ['new'], 110],
    ['a changed file', [content('a', { a: '9' })], 'a=9 sub/b=2 sub/deep/c=3', ['other'], undefined],
    ['the same file', [content('a', { a: '1' })], 'a=1 sub/b=2 sub/deep/c=3', ['none'], 100],
    ['a file that is gone', [content('a', {})], 'sub/b=2 sub/deep/c=3', ['other'], undefined],
    ['a file that never was', [content('z', {})], 'a=1 sub/b=2 sub/deep/c=3', ['none'], 100],
    ['a directory', [content('sub', { 'sub/b': '2', 'sub/x': '8' })], 'a=1 sub/b=2 sub/x=8', ['other'], undefined],
    [
      'a file that is a directory now',
      [content('a/x', { 'a/x': '7' })],
      'a/x=7 sub/b=2 sub/deep/c=3',
      ['other'],
      undefined,
    ],
    ['a directory that is a file now', [content('sub', { sub: '7' })], 'a=1 sub=7', ['other'], undefined],
    [
      'two files',
      [content('x', { x: '7' }), content('y', { y: '8' })],
      'a=1 sub/b=2 sub/deep/c=3 x=7 y=8',
      ['new', 'new'],
      120,
    ],
  ])('with %s', (_, contents, files, changes, bytes) => {
    const replaced = replaceParts(before, contents)
    const { relpaths, hashes } = replaced.manifest
    expect(relpaths.map((relpath, index) => `${relpath}=${hashes[index]}`).join(' ')).toBe(files)
    expect(replaced.changes).toEqual(changes)
    expect(bytesAfter(100, contents, replaced.changes)).toBe(bytes)
  })

  it('and the size stays unknown', () => {
    expect(bytesAfter(undefined, [content('x', { x: '1' })], ['new'])).toBeUndefined()
  })
})
