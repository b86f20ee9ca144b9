import { describe, expect, it } from 'vitest'
import { absolutePath, isWithin, joinRepo, overlaps, parentOf, pathInside, repoPath, shownPath } from './paths.ts'

const root = absolutePath('/project')

describe('paths in a project', () => {
  it.each([
    ['/project/data/raw.csv', 'data/raw.csv'],
    ['/project', ''],
    ['/project/..data', '..data'],
    ['/other', undefined],
    ['/project2/x', undefined],
    ['/', undefined],
  ])('tell where %s lies: %s', (file, place) => {
    expect(pathInside(root, absolutePath(file))).toBe(place)
  })

  it.each([
    ['a//b/./c/', 'a/b/c'],
    ['.', ''],
    ['', ''],
    ['a/../b', 'b'],
  ])('have one spelling: %j is %j', (text, path) => {
    expect(repoPath(text)).toBe(path)
  })

  it('have a parent, which is the root in the end', () => {
    expect(parentOf(repoPath('a/b'))).toBe('a')
    expect(parentOf(repoPath('a'))).toBe('')
  })

  it('are joined with names below them', () => {
    expect(joinRepo(repoPath(''), 'a')).toBe('a')
    expect(joinRepo(repoPath('a'), 'b/../c')).toBe('a/c')
  })

  it.each([
    ['', 'anything', true],
    ['a', 'a', true],
    ['a', 'a/b', true],
    ['a', 'ab', false],
    ['a/b', 'a', false],
  ])('lie within: %j has %j: %s', (directory, file, within) => {
    expect(isWithin(directory, file)).toBe(within)
  })

  it.each([
    ['a', 'a', true],
    ['a', 'a/b', true],
    ['a/b', 'a', true],
    ['a', 'ab', false],
    ['a/b', 'a/c', false],
  ])('overlap: %j and %j: %s', (one, other, expected) => {
    expect(overlaps(one, other)).toBe(expected)
  })

  it('are shown from where a person is', () => {
    expect(shownPath(absolutePath('/project/data'), absolutePath('/project/model'))).toBe('../model')
    expect(shownPath(root, root)).toBe('.')
  })

  it('are absolute from a base, or by themselves', () => {
    expect(absolutePath(root, 'a/../b')).toBe('/project/b')
    expect(absolutePath(root, '/x')).toBe('/x')
  })
})
