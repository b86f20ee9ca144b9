import { describe, expect, it } from 'vitest'
import { type Addition, PlannedOrder } from './planned-order.ts'

describe('where something belongs', () => {
  it('is before what stages have added that are planned later', () => {
    const order = new PlannedOrder(['a', 'b', 'c'])
    order.of('c').adds('lock', 'C')
    order.of('a').adds('lock', 'A')
    order.of('c').adds('other', 'C')
    expect([...order.of('b').laterIn('lock')]).toEqual(['C'])
    expect([...order.of('c').laterIn('lock')]).toEqual([])
  })

  it('is so also when an earlier run has added that and was killed', () => {
    const kept: Addition[] = []
    new PlannedOrder(['a', 'b'], [], (addition) => kept.push(addition)).of('b').adds('lock', 'B')
    expect([...new PlannedOrder(['a', 'b'], kept).of('a').laterIn('lock')]).toEqual(['B'])
  })
})
