import { describe, expect, it } from 'vitest'
import { equalLikePython } from './equality.ts'
import { formatGeneral, roundLikePython } from './python-rounding.ts'
import { pythonRepr, pythonText } from './python-text.ts'
import { float, Timestamp, type Value, WholeFloat } from './values.ts'

describe('text as Python prints it', () => {
  it.each<[Value, string]>([
    [null, 'None'],
    [true, 'True'],
    [1, '1'],
    [float(1), '1.0'],
    [0.5, '0.5'],
    [1e-5, '1e-05'],
    [float(1e16), '1e+16'],
    [10n ** 20n, '100000000000000000000'],
    [float(1e20), '1e+20'],
    [new WholeFloat(-0), '-0.0'],
    [Number.NaN, 'nan'],
    [Number.NEGATIVE_INFINITY, '-inf'],
    ['a', 'a'],
    [new Timestamp('2020-01-31'), '2020-01-31'],
    [['a', 1, true, null, new Map([['k', 1]])], "['a', 1, True, None, {'k': 1}]"],
    [[new Timestamp('2020-01-31')], '[datetime.date(2020, 1, 31)]'],
  ])('of %o is %s', (value, text) => {
    expect(pythonText(value)).toBe(text)
  })

  it.each([
    ["it's", `"it's"`],
    [`both ' and "`, `'both \\' and "'`],
    ['a\\b\n\t', String.raw`'a\\b\n\t'`],
    ['\x00\x7f\u00a0', String.raw`'\x00\x7f\xa0'`],
    ['é\u200b\u{1f600}\u{e0001}', String.raw`'é\u200b😀\U000e0001'`],
  ])('quotes %j as %s', (text, quoted) => {
    expect(pythonRepr(text)).toBe(quoted)
  })
})

describe('rounding', () => {
  it.each([
    [0.5, 0, 0],
    [1.5, 0, 2],
    [2.5, 0, 2],
    [0.125, 2, 0.12],
    [0.375, 2, 0.38],
    [2.675, 2, 2.67],
    [-2.5, 0, -2],
    [0.223_456_7, 5, 0.22346],
    [123_456.789_012, 5, 123456.78901],
    [1e22, 5, 1e22],
    [1250, -2, 1200],
    [1350, -2, 1400],
  ])('takes the exact value of %d to %d places, and half-way the even one: %d', (x, digits, rounded) => {
    expect(roundLikePython(x, digits)).toBe(rounded)
  })

  it('keeps the sign of zero', () => {
    expect(roundLikePython(-0.4, 0)).toBe(-0)
  })

  it.each([
    [0.987_654, 5, '0.98765'],
    [123_456.7, 5, '1.2346e+05'],
    [100_000, 5, '1e+05'],
    [-0.5, 5, '-0.5'],
    [0.0001, 5, '0.0001'],
    [0.00001, 5, '1e-05'],
    [99_999.6, 5, '1e+05'],
    [2.5, 1, '2'],
    [9.5, 1, '1e+01'],
    [-0, 5, '-0'],
    [Number.NaN, 5, 'nan'],
  ])('shows %d with %d digits as %s', (x, precision, text) => {
    expect(formatGeneral(x, precision)).toBe(text)
  })
})

describe('equality', () => {
  it.each<[Value, Value]>([
    [1, float(1)],
    [1, true],
    [float(0), false],
    [2n ** 60n, float(2 ** 60)],
    [
      [1, 'a'],
      [float(1), 'a'],
    ],
    [
      new Map<string, Value>([
        ['a', 1],
        ['b', 2],
      ]),
      new Map<string, Value>([
        ['b', float(2)],
        ['a', 1],
      ]),
    ],
    [new Map([[1, 'x']]), new Map([[float(1), 'x']])],
    [new Timestamp('2020-01-01'), new Timestamp('2020-01-01')],
    [null, null],
  ])('holds between %o and %o', (a, b) => {
    expect(equalLikePython(a, b)).toBe(true)
    expect(equalLikePython(b, a)).toBe(true)
  })

  it.each<[Value, Value]>([
    [1, '1'],
    [null, false],
    [0, null],
    [Number.NaN, Number.NaN],
    [2n ** 60n + 1n, float(2 ** 60)],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 2]],
    [new Map([['a', null]]), new Map([['b', null]])],
    ['2020-01-01', new Timestamp('2020-01-01')],
  ])('does not hold between %o and %o', (a, b) => {
    expect(equalLikePython(a, b)).toBe(false)
    expect(equalLikePython(b, a)).toBe(false)
  })
})
