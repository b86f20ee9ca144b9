import { describe, expect, it } from 'vitest'
import { type DirectoryManifest, makeManifest } from '../../storage/index.ts'
import { mergeManifests } from './merge-manifests.ts'

type Files = Readonly<Record<string, string>>

const manifest = (files: Files): DirectoryManifest => makeManifest(Object.keys(files), Object.values(files))
const filesOf = ({ relpaths, hashes }: DirectoryManifest): Files =>
  Object.fromEntries(relpaths.map((relpath, i) => [relpath, hashes[i]!]))

describe('merging the files of a directory', () => {
  it.each<[string, Files, Files, Files, Files]>([
    ['nothing changed', { a: '1' }, { a: '1' }, { a: '1' }, { a: '1' }],
    ['each side added a file', { a: '1' }, { a: '1', b: '2' }, { a: '1', c: '3' }, { a: '1', b: '2', c: '3' }],
    ['both added the same file', {}, { a: '1' }, { a: '1' }, { a: '1' }],
    [
      'one side changed, the other one another file',
      { a: '1', b: '1' },
      { a: '2', b: '1' },
      { a: '1', b: '2' },
      { a: '2', b: '2' },
    ],
    ['both made the same change', { a: '1' }, { a: '2' }, { a: '2' }, { a: '2' }],
    ['ours deleted a file', { a: '1', b: '1' }, { b: '1' }, { a: '1', b: '2' }, { b: '2' }],
    ['both deleted the same file', { a: '1', b: '1' }, { b: '1' }, { b: '1' }, { b: '1' }],
    [
      'a file was renamed, another changed',
      { a: '1', b: '1' },
      { c: '1', b: '1' },
      { a: '1', b: '2' },
      { b: '2', c: '1' },
    ],
    [
      'names beyond the basic plane',
      { '\ufffd': '1' },
      { '\ufffd': '1', '😀': '2' },
      { '\ufffd': '3' },
      { '\ufffd': '3', '😀': '2' },
    ],
    [
      'a file became a directory',
      { a: '1', b: '1' },
      { 'a/x': '1', b: '1' },
      { a: '1', b: '2' },
      { 'a/x': '1', b: '2' },
    ],
  ])('%s', (_, base, ours, theirs, expected) => {
    const merged = mergeManifests({ base: manifest(base), ours: manifest(ours), theirs: manifest(theirs) }, 'ours')
    expect(merged?.conflicts).toEqual([])
    expect(filesOf(merged!.manifest)).toEqual(expected)
  })

  it.each<[string, Files, Files, Files, Files]>([
    ['both changed a file', { a: '1' }, { a: '2' }, { a: '3' }, { a: '3' }],
    ['both added a file, but not the same', {}, { a: '2' }, { a: '3', b: '1' }, { a: '3', b: '1' }],
    ['ours deleted what theirs changed', { a: '1' }, {}, { a: '2' }, { a: '2' }],
    ['theirs deleted what ours changed', { a: '1' }, { a: '2' }, {}, {}],
  ])('tells of a conflict when %s, and takes the preferred side', (_, base, ours, theirs, expected) => {
    const sides = { base: manifest(base), ours: manifest(ours), theirs: manifest(theirs) }
    const merged = mergeManifests(sides, 'theirs')!
    expect(merged.conflicts).toEqual([{ subject: 'a', ours: ours['a'] ?? 'deleted', theirs: theirs['a'] ?? 'deleted' }])
    expect(filesOf(merged.manifest)).toEqual(expected)
    expect(filesOf(mergeManifests(sides, 'ours')!.manifest)['a']).toBe(ours['a'])
  })

  it('gives up where a name would be a file and a directory', () => {
    const sides = { base: manifest({}), ours: manifest({ a: '1' }), theirs: manifest({ 'a/b/c': '1' }) }
    expect(mergeManifests(sides, 'ours')).toBeUndefined()
  })
})
