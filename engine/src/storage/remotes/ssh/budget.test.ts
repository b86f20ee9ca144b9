import { describe, expect, it } from 'vitest'
import { Budget } from './budget.ts'

describe('a budget', () => {
  it('is never overdrawn, and all works have their turn, in order', async () => {
    const budget = new Budget(10)
    const amounts = [4, 4, 4, 10, 1, 1, 8, 0]
    const begun: number[] = []
    let spent = 0
    const works = amounts.map((amount, i) =>
      budget.spend(amount, async () => {
        begun.push(i)
        spent += amount
        expect(spent).toBeLessThanOrEqual(10)
        await new Promise(setImmediate)
        spent -= amount
        return i
      }),
    )
    expect(await Promise.all(works)).toEqual(amounts.map((_, i) => i))
    expect(begun).toEqual(amounts.map((_, i) => i))
  })

  it('gets back what a work had that failed', async () => {
    const budget = new Budget(1)
    await expect(budget.spend(1, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await budget.spend(1, async () => 'yes')).toBe('yes')
  })
})
