import { describe, expect, it } from 'vitest'
import { addClaims, dropClaims, findBlockers, type PathClaims } from './path-claims.ts'

const own = { pid: 1, cmd: 'own' }
const other = { pid: 2, cmd: 'other' }
const nobody: PathClaims = { read: {}, write: {} }
const writing = (path: string): PathClaims => ({ read: {}, write: { [path]: other } })
const reading = (path: string): PathClaims => ({ read: { [path]: [other] }, write: {} })

describe('claims on paths', () => {
  it.each([
    ['a writer blocks a reader', writing('/p/a'), { read: ['/p/a'], write: [] }, true],
    ['a writer blocks a writer', writing('/p/a'), { read: [], write: ['/p/a'] }, true],
    ['a reader blocks a writer', reading('/p/a'), { read: [], write: ['/p/a'] }, true],
    ['a reader does not block a reader', reading('/p/a'), { read: ['/p/a'], write: [] }, false],
    ['a directory stands for what is in it', writing('/p'), { read: ['/p/a'], write: [] }, true],
    ['what is in a directory stands for it', writing('/p/a'), { read: ['/p'], write: [] }, true],
    ['a name that only begins alike is another one', writing('/p/a'), { read: ['/p/ab'], write: [] }, false],
    ['one does not block oneself', { read: {}, write: { '/p/a': own } }, { read: [], write: ['/p/a'] }, false],
  ])('%s', (_, claims, request, isBlocked) => {
    expect(findBlockers(claims, request, own).length > 0).toBe(isBlocked)
  })

  it('are as before once they were added and dropped', () => {
    const added = addClaims(reading('/p/a'), { read: ['/p/a'], write: ['/p/b'] }, own)
    expect(added).toEqual({ read: { '/p/a': [other, own] }, write: { '/p/b': own } })
    expect(dropClaims(added, ({ pid }) => pid === own.pid)).toEqual(reading('/p/a'))
    expect(dropClaims(addClaims(nobody, { read: ['/x'], write: [] }, own), () => true)).toEqual(nobody)
  })
})
