import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareCodePoints } from './ordering.ts'

describe('the order of texts', () => {
  it('goes by code points, not by halves of them', () => {
    expect(['\u{10000}', '\uffff', 'a', ''].sort(compareCodePoints)).toEqual(['', 'a', '\uffff', '\u{10000}'])
  })

  it('is the order of their code points one by one', () => {
    const text = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(compareSpread(a, b)))
      }),
    )
  })

  it('is zero only for equal texts, and turns with its arguments', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\ue000', '\u{1f600}') })
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(compareCodePoints(a, b) === 0).toBe(a === b)
        expect(Math.sign(compareCodePoints(a, b)) + Math.sign(compareCodePoints(b, a))).toBe(0)
      }),
    )
  })
})

function compareSpread(a: string, b: string): number {
  const x = [...a].map((character) => character.codePointAt(0) ?? 0)
  const y = [...b].map((character) => character.codePointAt(0) ?? 0)
  const at = x.findIndex((point, i) => point !== y[i])
  if (at === -1) return x.length - y.length
  return at < y.length ? (x[at] ?? 0) - (y[at] ?? 0) : 1
}
