import { describe, expect, it } from 'vitest'
import { runningAhead } from './running-ahead.ts'

describe('works that run ahead', () => {
  it('give their results in order, with so many begun and no more', async () => {
    let running = 0
    let most = 0
    const works = Array.from({ length: 9 }, (_, i) => async () => {
      most = Math.max(most, ++running)
      for (let turns = (i * 7) % 5; turns >= 0; turns--) await new Promise(setImmediate)
      running--
      return i
    })
    const results: number[] = []
    for await (const result of runningAhead(works, 3)) results.push(result)
    expect(results).toEqual(works.map((_, i) => i))
    expect(most).toBe(3)
  })

  it('end with the first that fails, and nothing is said of the others', async () => {
    const works = [1, 2, 3].map((i) => () => Promise.reject(new Error(`work ${i}`)))
    const listen = async () => {
      for await (const _ of runningAhead(works, 3));
    }
    await expect(listen()).rejects.toThrow('work 1')
  })
})
