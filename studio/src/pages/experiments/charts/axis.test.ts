import type { ValueColumn } from '@sterna/api'
import { describe, expect, it } from 'vitest'
import { axisOf } from './axis.ts'

const column = (isNumeric: boolean) => ({ id: 'params:p:x', name: 'x', isNumeric }) as ValueColumn

describe('the axis of a column', () => {
  it.each([
    ['numbers have a scale', [1, 3, 2], [0, 1, 0.5]],
    ['one value lies in the middle', [4, 4], [0.5, 0.5]],
    ['what has no value has no place', [1, null, 2], [0, undefined, 1]],
    ['negative numbers are not laid out by powers of ten', [-1, 99_999], [0, 1]],
    ['numbers far apart are', [0.001, 0.01, 0.1, 1, 10], [0, 0.25, 0.5, 0.75, 1]],
  ])('%s', (_, values, places) => {
    const axis = axisOf(
      column(true),
      values,
      values.map((__, i) => i),
    )
    expect(values.map((value) => axis.place(value)?.toFixed(3))).toEqual(places.map((place) => place?.toFixed(3)))
  })

  it('of names gives each its place, in order', () => {
    const axis = axisOf(column(false), ['tree', 'line', null, 'net', 'tree'], [0, 1, 2, 3, 4])
    expect(['line', 'net', 'tree', null].map((value) => axis.place(value))).toEqual([0, 0.5, 1, undefined])
    expect(axis.ticks.map(({ value }) => value)).toEqual(['line', 'net', 'tree'])
  })

  it('only looks at the rows that are shown', () => {
    const axis = axisOf(column(true), [1, 1_000, 3], [0, 2])
    expect(axis.ticks.map(({ value }) => value)).toEqual([1, 1.5, 2, 2.5, 3])
  })

  it('leads back to the value', () => {
    const axis = axisOf(column(true), [1, 10_000], [0, 1])
    expect(axis.valueAt(0.5)).toBeCloseTo(100)
  })

  it('takes a hundred thousand values', () => {
    const values = Array.from({ length: 300_000 }, (_, i) => i)
    expect(axisOf(column(true), values, values).place(299_999)).toBe(1)
  })
})
