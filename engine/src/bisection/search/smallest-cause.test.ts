import { describe, expect, it } from 'vitest'
import { mostTests, SearchEnded, smallestCause } from './smallest-cause.ts'

const changes = (count: number) => Array.from({ length: count }, (_, i) => i + 1)

/** Looks for the cause where the metric is bad as soon as all of `needed` are there. */
async function searchFor(count: number, isBad: (chosen: ReadonlySet<number>) => boolean, most = Infinity) {
  let tests = 0
  const cause = await smallestCause(changes(count), async (chosen) => {
    if (tests === most) throw new SearchEnded()
    tests++
    return isBad(new Set(chosen))
  })
  return { changes: [...cause.changes].sort((a, b) => a - b), isSmallest: cause.isSmallest, tests }
}
const all = (needed: readonly number[]) => (chosen: ReadonlySet<number>) => needed.every((one) => chosen.has(one))

describe('the smallest cause', () => {
  it.each([
    [1, [1]],
    [3, [2]],
    [16, [11]],
    [16, [3, 12]],
    [16, [15, 16]],
    [7, [1, 4, 7]],
    [4, [1, 2, 3, 4]],
  ])('of %i changes is %j', async (count, needed) => {
    const { changes, isSmallest, tests } = await searchFor(count, all(needed))
    expect({ changes, isSmallest }).toEqual({ changes: needed, isSmallest: true })
    expect(tests).toBeLessThanOrEqual(mostTests(count, needed.length))
  })

  it('is one of two if each of them is enough', async () => {
    const { changes } = await searchFor(8, (chosen) => chosen.has(2) || chosen.has(7))
    expect(changes.length).toBe(1)
  })

  it('needs both of two changes of which one alone cannot be measured', async () => {
    expect((await searchFor(9, all([4, 5]))).changes).toEqual([4, 5])
  })

  it('is the smallest bad set that was met if the search is ended', async () => {
    const { changes, isSmallest } = await searchFor(16, all([11]), 3)
    expect(changes).toContain(11)
    expect(changes.length).toBeLessThan(16)
    expect(isSmallest).toBe(false)
  })

  it('says that it is not the smallest where changes undo each other', async () => {
    const isBad = (chosen: ReadonlySet<number>) => chosen.has(1) && (!chosen.has(2) || chosen.has(3) || chosen.size > 3)
    const { changes } = await searchFor(4, isBad)
    expect(isBad(new Set(changes))).toBe(true)
  })
})
