import { describe, expect, it } from 'vitest'
import { mapBounded } from './bounded.ts'

describe('tasks with a limit', () => {
  it('give their results in the order of the items, whichever ends first', async () => {
    const results = await mapBounded([30, 1, 10], 3, async (milliseconds, index) => {
      await wait(milliseconds)
      return `${index}: ${milliseconds}`
    })
    expect(results).toEqual(['0: 30', '1: 1', '2: 10'])
  })

  it('never run more than the limit at a time, and all of them in the end', async () => {
    let running = 0
    let most = 0
    const results = await mapBounded(
      Array.from({ length: 20 }, (_, i) => i),
      4,
      async (item) => {
        most = Math.max(most, ++running)
        await wait(1)
        running--
        return item
      },
    )
    expect(most).toBe(4)
    expect(results).toHaveLength(20)
  })

  it('fail as the first task that fails', async () => {
    const failing = mapBounded([1, 2, 3], 2, async (item) => {
      if (item === 2) throw new Error('two')
      return item
    })
    await expect(failing).rejects.toThrow('two')
  })

  it('are not begun after one that fails', async () => {
    const begun: number[] = []
    const failing = mapBounded([1, 2, 3, 4, 5], 2, async (item) => {
      begun.push(item)
      await wait(item === 2 ? 5 : 1)
      if (item === 1) throw new Error('one')
    })
    await expect(failing).rejects.toThrow('one')
    await wait(20)
    expect(begun).toEqual([1, 2])
  })

  it('are done at once if there are none', async () => {
    expect(await mapBounded([], 5, async () => 1)).toEqual([])
  })
})

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
