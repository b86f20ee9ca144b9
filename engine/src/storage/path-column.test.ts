import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PathColumn } from './path-column.ts'

describe('a column of paths', () => {
  it('gives back what was put in, also in part and to another thread', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 200 }), { maxLength: 50 }),
        fc.nat({ max: 50 }),
        (paths, from) => {
          const column = PathColumn.of(paths)
          const sent = PathColumn.from(structuredClone(column.texts(Math.min(from, paths.length), paths.length)))
          expect(Array.from({ length: column.length }, (_, i) => column.at(i))).toEqual(paths)
          expect(Array.from({ length: sent.length }, (_, i) => sent.at(i))).toEqual(paths.slice(from))
        },
      ),
    )
  })

  it('takes a run of another one, as often as wanted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 200 }), { maxLength: 50 }),
        fc.nat(50),
        (paths, from) => {
          const some = paths.slice(from)
          const column = PathColumn.of(['first'])
          const run = PathColumn.of(paths).whole()
          for (let i = 0; i < 40; i++) column.addRun(run, Math.min(from, paths.length), paths.length)
          const whole = PathColumn.from(structuredClone(column.whole()))
          expect(Array.from({ length: whole.length }, (_, i) => whole.at(i))).toEqual([
            'first',
            ...Array.from({ length: 40 }, () => some).flat(),
          ])
        },
      ),
    )
  })

  it('grows with many paths', () => {
    const column = new PathColumn()
    for (let i = 0; i < 5000; i++) column.add(`directory/${i}/${'long'.repeat(30)}`)
    expect(column.length).toBe(5000)
    expect(column.at(4999)).toBe(`directory/4999/${'long'.repeat(30)}`)
  })
})
