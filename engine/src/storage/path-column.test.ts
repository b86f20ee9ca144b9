import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PathColumn } from './path-column.ts'

describe('a column of paths', () => {
  it('gives back what was put in, also after it was sent to another thread', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 200 }), { maxLength: 50 }), (paths) => {
        const column = new PathColumn()
        for (const path of paths) column.add(path)
        const sent = PathColumn.from(structuredClone(column.texts()))
        const found = [column, sent].map((one) => Array.from({ length: one.length }, (_, i) => one.at(i)))
        expect(found).toEqual([paths, paths])
      }),
    )
  })

  it('grows with many paths', () => {
    const column = new PathColumn()
    for (let i = 0; i < 5000; i++) column.add(`directory/${i}/${'long'.repeat(30)}`)
    expect(column.length).toBe(5000)
    expect(column.at(4999)).toBe(`directory/4999/${'long'.repeat(30)}`)
  })
})
