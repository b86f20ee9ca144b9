import { describe, expect, it } from 'vitest'
import { generalNumber } from './general-number.ts'

describe('a number of so many digits', () => {
  it.each([
    [0.081234567, 5, '0.081235'],
    [1e-7, 5, '1e-07'],
    [0.0001, 5, '0.0001'],
    [0.00001234567, 5, '1.2346e-05'],
    [123456.789, 5, '1.2346e+05'],
    [12345.678, 5, '12346'],
    [99999.5, 5, '1e+05'],
    [12344.5, 5, '12344'],
    [12345.5, 5, '12346'],
    [-12344.5, 5, '-12344'],
    [0.5, 5, '0.5'],
    [1, 5, '1'],
    [100, 5, '100'],
    [100000, 5, '1e+05'],
    [1e22, 5, '1e+22'],
    [2.5, 1, '2'],
    [3.5, 1, '4'],
    [0, 5, '0'],
    [-0, 5, '-0'],
    [Number.NaN, 5, 'nan'],
    [Number.NEGATIVE_INFINITY, 5, '-inf'],
    [1.5e-310, 5, '1.5e-310'],
  ])('%d in %d is %s', (value, digits, text) => {
    expect(generalNumber(value, digits)).toBe(text)
  })
})
