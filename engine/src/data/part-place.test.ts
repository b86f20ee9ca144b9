import { describe, expect, it } from 'vitest'
import { repoPath } from '../foundation/base/index.ts'
import { type Entry, placePart } from './part-place.ts'

const placing = (to: string, recorded: readonly Entry[], isGone: boolean) => ({
  move: { from: repoPath('a/part'), to: repoPath(to), shown: 'a/part' },
  moved: [
    ['/x', '1'],
    ['/y', '2'],
  ] as const,
  directory: repoPath('b'),
  recorded,
  isGone,
})
const other: Entry = ['other', '3']
const done = (place: string): Entry[] => [
  [`${place}/x`, '1'],
  [`${place}/y`, '2'],
]

describe('a part of a directory goes', () => {
  it.each([
    ['b', 'part'],
    ['b/new', 'new'],
  ])('to %s as %s', (to, expected) => {
    const placed = placePart(placing(to, [other], false))
    expect(placed).toEqual({ to: expected, placed: done(expected), others: [other] })
  })

  it.each([
    ['b', 'part'],
    ['b/new', 'new'],
  ])('to %s where an interrupted command has recorded it as %s', (to, there) => {
    const placed = placePart(placing(to, [...done(there), other], true))
    expect(placed).toEqual({ to: there, placed: done(there), others: [other] })
  })

  it.each([
    ['it is still where it comes from', [...done('part'), other], false],
    ['something else has the name', [['part/x', '1'] as Entry, other], true],
    ['other content has the name', [['part/x', '1'] as Entry, ['part/y', '9'] as Entry], true],
  ])('nowhere if %s', (_, recorded, isGone) => {
    expect(() => placePart(placing('b', recorded, isGone))).toThrow("'b/part/x' already exists")
  })
})
