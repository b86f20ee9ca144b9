import { describe, expect, it } from 'vitest'
import { choose, holdersOf, type Running, type Wish } from './choose.ts'

const totals = new Map([
  ['job', 4],
  ['cpu', 4],
  ['gpu', 1],
])
const wish = (name: string, resources: Record<string, number> = {}, seconds?: number): Wish => ({
  name,
  resources: new Map([['job', 1], ...Object.entries(resources)]),
  seconds,
})
const running = (name: string, resources: Record<string, number> = {}, seconds?: number, began = 0): Running => ({
  ...wish(name, resources, seconds),
  began,
})
const chosen = (waiting: readonly Wish[], going: readonly Running[] = [], now = 10) =>
  choose(waiting, going, totals, now).map(({ name }) => name)

describe('who may start', () => {
  it('as many as there are jobs', () => {
    expect(chosen(['a', 'b', 'c', 'd', 'e'].map((name) => wish(name)))).toEqual(['a', 'b', 'c', 'd'])
  })

  it('nobody for whom there is no room', () => {
    expect(chosen([wish('a', { cpu: 3 }), wish('b', { cpu: 2 })])).toEqual(['a'])
    expect(chosen([wish('a', { gpu: 1 })], [running('r', { gpu: 1 })])).toEqual([])
  })

  it('shares of a device, as long as they add up to no more than it', () => {
    const third = { gpu: 1 / 3 }
    expect(chosen([wish('a', third), wish('b', third), wish('c', third), wish('d', third)])).toEqual(['a', 'b', 'c'])
  })

  it('a short one before a large one that has to wait anyway', () => {
    const going = [running('r', { cpu: 3 }, 30)]
    expect(chosen([wish('large', { cpu: 4 }), wish('short', { cpu: 1 }, 20)], going)).toEqual(['short'])
  })

  it('not one that would make the large one wait longer', () => {
    const going = [running('r', { cpu: 3 }, 30)]
    expect(chosen([wish('large', { cpu: 4 }), wish('long', { cpu: 1 }, 21)], going)).toEqual([])
    expect(chosen([wish('large', { cpu: 4 }), wish('unknown', { cpu: 1 })], going)).toEqual([])
  })

  it('one that fits beside the large one, however long it takes, but no more of them than fit', () => {
    const going = [running('r', { gpu: 1 })]
    const small = ['a', 'b', 'c'].map((stage) => wish(stage, { cpu: 1 }))
    expect(chosen([wish('large', { gpu: 1, cpu: 2 }), ...small], going)).toEqual(['a', 'b'])
  })
})

describe('who is waited for', () => {
  it('is who holds what is lacking', () => {
    const going = [running('r', { gpu: 1 }), running('s', { cpu: 1 })]
    expect(holdersOf(wish('a', { gpu: 1, cpu: 1 }), going, totals).map(({ name }) => name)).toEqual(['r'])
  })
})
