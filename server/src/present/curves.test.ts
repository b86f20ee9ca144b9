import { describe, expect, it } from 'vitest'
import { curvesOf, thinned } from './curves.ts'

describe('curves', () => {
  it('are named by the plot, or by plot and column where it has several', () => {
    const series = new Map([
      [
        'dvclive/plots/metrics/train/loss.tsv',
        [
          { step: 0, loss: 0.5 },
          { step: 2, loss: 'nan' },
          { step: 3, loss: '0.25' },
        ],
      ],
      ['dvclive/plots/custom/two.json', [{ step: 1, a: 1, b: 2, timestamp: '7' }]],
    ])
    expect(curvesOf(series)).toEqual([
      { name: 'train/loss', steps: [0, 2, 3], values: [0.5, null, 0.25], points: 3 },
      { name: 'custom/two a', steps: [1], values: [1], points: 1 },
      { name: 'custom/two b', steps: [1], values: [2], points: 1 },
    ])
  })

  it('have what was told twice once, as it was told last', () => {
    const told = [0, 1, 2, 1, 2, 3].map((step, time) => ({ step, loss: time }))
    expect(curvesOf(new Map([['plots/loss.tsv', told]]))).toEqual([
      { name: 'loss', steps: [0, 1, 2, 3], values: [0, 3, 4, 5], points: 4 },
    ])
  })

  it('are not as many as rows that each have a name of their own', () => {
    const rows = Array.from({ length: 20_000 }, (_, step) => ({ step, [`loss ${step}`]: 1 }))
    expect(curvesOf(new Map([['plots/loss.tsv', rows]]))).toHaveLength(100)
  })

  it.each([
    { curves: 1, least: 3_900, most: 4_000 },
    { curves: 100, least: 1_900, most: 2_000 },
    { curves: 200, least: 900, most: 1_000 },
  ])('have the fewer points the more there are: $curves', ({ curves, least, most }) => {
    const rows = Array.from({ length: 10_000 }, (_, step) => ({ step, loss: Math.sin(step) }))
    const found = curvesOf(new Map(Array.from({ length: curves }, (_, i) => [`plots/loss${i}.tsv`, rows])))
    for (const { steps, points } of found) {
      expect(points).toBe(10_000)
      expect(steps.length).toBeGreaterThan(least)
      expect(steps.length).toBeLessThanOrEqual(most)
    }
  })

  it('of many points keep the least and the greatest of each stretch, in their order', () => {
    const points = Array.from({ length: 1000 }, (_, step) => ({
      step,
      value: step === 501 ? 99 : step === 502 ? -99 : step % 7,
    }))
    const kept = thinned(points, 20)
    expect(kept.length).toBeLessThanOrEqual(20)
    expect(kept.filter(({ step }) => step === 501 || step === 502)).toEqual([points[501], points[502]])
    expect(kept.map(({ step }) => step)).toEqual(kept.map(({ step }) => step).sort((a, b) => a - b))
  })
})
