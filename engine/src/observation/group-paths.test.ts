import { describe, expect, it } from 'vitest'
import type { RepoPath } from '../foundation/base/index.ts'
import { groupReads, groupWrites } from './group-paths.ts'
import { isWorthTelling } from './worth-telling.ts'

const some = (directory: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${directory}/${i}.png` as RepoPath)
const shown = (items: ReturnType<typeof groupReads>) =>
  items.map(({ path, isDirectory, files }) => (isDirectory ? `${path}/ ${files}` : path))
const paths = (...names: string[]) => names as RepoPath[]

describe('files that were read', () => {
  it.each<[string, RepoPath[], string[], string[], string[]]>([
    ['few stand for themselves', paths('b.py', 'a/x'), [], [], ['a/x', 'b.py']],
    ['many of one directory are that directory', some('data', 10), [], [], ['data/ 10']],
    ['many of a directory with something written in it are not', some('data', 10), [], ['data/o'], some('data', 10)],
    ['many of the root are not', paths(...'abcdefghijkl'), [], [], [...'abcdefghijkl']],
    ['many directories are the one above', [1, 2, 3, 4].flatMap((i) => some(`d/t/${i}`, 10)), [], [], ['d/t/ 40']],
    ['few directories are not', [1, 2].flatMap((i) => some(`d/${i}`, 10)), [], [], ['d/1/ 10', 'd/2/ 10']],
    ['several of a tracked directory are that', some('data/sub', 3), ['data'], [], ['data/ 3']],
    ['one of a tracked directory is a file', paths('data/x'), ['data'], [], ['data/x']],
  ])('%s', (_, files, trackedDirectories, written, expected) => {
    expect(shown(groupReads(files, { trackedDirectories, written }))).toEqual([...expected].sort())
  })
})

describe('files that were written', () => {
  it.each<[string, RepoPath[], Record<string, string[]>, string[]]>([
    ['stand for themselves', paths('o', 'd/p'), { d: ['d/p'] }, ['d/p', 'o']],
    ['are their directory if they are all of it', some('d', 3), { d: some('d', 3) }, ['d/ 3']],
    ['are not if it holds others', some('d', 3), { d: some('d', 4) }, some('d', 3)],
    ['are the highest such directory', some('d/e', 3), { d: some('d/e', 3), 'd/e': some('d/e', 3) }, ['d/ 3']],
  ])('%s', (_, files, held, expected) => {
    expect(shown(groupWrites(files, (directory) => held[directory] ?? []))).toEqual(expected)
  })
})

describe('what is worth telling', () => {
  it.each([
    ['data/a.csv', true],
    ['.env', true],
    ['.git/index', false],
    ['venv/lib/x.py', false],
    ['src/__pycache__/a.pyc', false],
    ['data.dvc', false],
    ['sub/dvc.lock', false],
    ['.a.py.swp', false],
    ['#a.py#', false],
  ])('%s: %s', (path, expected) => {
    expect(isWorthTelling(path)).toBe(expected)
  })
})
