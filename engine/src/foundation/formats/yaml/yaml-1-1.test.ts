import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { identicalValues } from '../equality.ts'
import { type Value, WholeFloat } from '../values.ts'
import { readYaml11, renderYaml11 } from './index.ts'

describe('YAML 1.1', () => {
  it.each<[string, Value]>([
    ['yes', true],
    ['Off', false],
    ['y', 'y'],
    ['010', 8],
    ['0o10', '0o10'],
    ['0x1F', 31],
    ['0b11', 3],
    ['1:30', 90],
    ['-1:30:00', -5400],
    ['1:30.5', 90.5],
    ['1_000', 1000],
    ['1e5', new WholeFloat(100_000)],
    ['1.5E-3', 0.0015],
    ['.5', 0.5],
    ['+.inf', Number.POSITIVE_INFINITY],
    ['2020-01-01', '2020-01-01'],
    ['NULL', null],
    ['', null],
    ["'yes'", 'yes'],
    ['!!str 5', '5'],
    ['one\n  two', 'one two'],
  ])('reads %j as Hydra does', (text, value) => {
    expect(readYaml11(`k: ${text}\n`, 'a.yaml')).toEqual(new Map([['k', value]]))
  })

  it.each<[Value, string]>([
    ['yes', "'yes'"],
    ['n', "'n'"],
    ['1e3', "'1e3'"],
    ['infinity', "'infinity'"],
    ['2020-01-01', "'2020-01-01'"],
    [null, 'null'],
    ['', "''"],
    [1e-5, '1.0e-05'],
    [new WholeFloat(1e16), '1.0e+16'],
    ['a: b', "'a: b'"],
    ['tab\t', '"tab\\t"'],
    [[], '[]'],
  ])('writes %j as Hydra does', (value, text) => {
    expect(renderYaml11(new Map([['k', value]]))).toBe(`k: ${text}\n`)
  })

  it('reads again what it has written', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab1.0e:-# \n\t\'"\\é日😀yesno,[]{}&*!|>%@`?~=') })
    const scalar = fc.oneof(fc.constantFrom<Value>(null, true, 7, 0.5), text)
    const value = fc.oneof(
      scalar,
      fc.array(scalar),
      fc
        .dictionary(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), scalar)
        .map((entries) => new Map(Object.entries(entries))),
    )
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), (list) => {
        const root = new Map<string, Value>([['k', list as Value[]]])
        expect(identicalValues(readYaml11(renderYaml11(root), 'a.yaml') ?? null, root), renderYaml11(root)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})
