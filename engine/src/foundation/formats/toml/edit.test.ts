import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { identicalValues } from '../equality.ts'
import { float, type Value, type ValueMap, WholeFloat } from '../values.ts'
import { editToml, readToml } from './index.ts'
import { tomlTable, tomlText } from './text.ts'

describe('editing TOML', () => {
  it.each<[string, string, Value, string]>([
    ['a value', 'a =  1_000 # one\n', map({ a: 2 }), 'a =  2 # one\n'],
    ['a text', 'a = \'x\'\nb = """y\nz"""\n', map({ a: 'say "q"\n', b: 'w' }), 'a = "say \\"q\\"\\n"\nb = "w"\n'],
    ['an item of a list', 'a = [ # l\n  1, # one\n  2,\n]\n', map({ a: [1, 3] }), 'a = [1, 3]\n'],
    [
      'a key of a table',
      '[t] # t\nx = 1\n\n[u]\n',
      map({ t: map({ x: 1, y: 2 }), u: map({}) }),
      '[t] # t\nx = 1\ny = 2\n\n[u]\n',
    ],
    [
      'a key before the tables',
      '# top\n\n[t]\nx = 1\n',
      map({ a: 1, t: map({ x: 1 }) }),
      'a = 1\n\n# top\n\n[t]\nx = 1\n',
    ],
    ['keys with dots', 'a.b = 1 # x\n', map({ a: map({ b: 2, c: 3 }) }), 'a.b = 2 # x\na.c = 3\n'],
    [
      'keys in quotes',
      '"a b".\'c\' = 1\n',
      map({ 'a b': map({ c: 2, 'd.e': 3 }) }),
      '"a b".\'c\' = 2\n"a b"."d.e" = 3\n',
    ],
    [
      'an item of a list of tables',
      '[[p]]\nx = 1\n[p.q]\nz = 1\n[[p]]\nx = 2\n',
      map({ p: [map({ x: 1, q: map({ z: 5 }) }), map({ x: 3 })] }),
      '[[p]]\nx = 1\n[p.q]\nz = 5\n[[p]]\nx = 3\n',
    ],
    [
      'a table that goes',
      'a = 1\n\n[t]\nx = 1\n[t.u]\ny = 1\n\n[v]\nz = 1\n',
      map({ a: 1, v: map({ z: 1 }) }),
      'a = 1\n\n[v]\nz = 1\n',
    ],
  ])('changes %s', (_, text, value, expected) => {
    expect(editToml(text, value as ValueMap, 'a.toml')).toBe(expected)
  })

  it('refuses what TOML cannot say, and lists of tables that grow', () => {
    expect(() => editToml('a = 1\n', map({ a: null }), 'a.toml')).toThrow('TOML has no null.')
    const grown = map({ p: [map({ x: 1 }), map({ x: 2 })] })
    expect(() => editToml('[[p]]\nx = 1\n', grown, 'a.toml')).not.toThrow()
  })

  it('gives what was asked for, whatever it is', () => {
    fc.assert(
      fc.property(tables, tables, (old, next) => {
        const text = `# top\n${written(old)}`
        const edited = editToml(text, merged(old, next), 'a.toml')
        expect(identicalValues(readToml(edited, 'a.toml'), merged(old, next)), `${text}→\n${edited}`).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

function map(entries: Readonly<Record<string, Value>>): ValueMap {
  return new Map(Object.entries(entries))
}

const scalars = fc.constantFrom<Value>(
  true,
  0,
  7,
  0.5,
  new WholeFloat(2),
  'x',
  '',
  'a "b"',
  'two\nlines',
  float(1e-7),
  Number.POSITIVE_INFINITY,
)
const { tables } = fc.letrec<{ value: Value; tables: ValueMap }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalars,
    fc.array(scalars, { maxLength: 3 }),
    tie('tables'),
  ),
  tables: fc
    .array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd e'), tie('value')), { maxLength: 4 })
    .map((entries) => new Map(entries)),
}))

function merged(old: ValueMap, next: ValueMap): ValueMap {
  const result = new Map(old)
  for (const [key, value] of next) {
    const before = old.get(key)
    if (value === true) result.delete(key)
    else result.set(key, before instanceof Map && value instanceof Map ? merged(before, value) : value)
  }
  return result
}

/** Its own values first, then its tables, some of them in braces. */
function written(table: ValueMap): string {
  const isInline = (value: Value) => !(value instanceof Map) || value.has('a')
  const lines = [...table]
    .filter(([, value]) => isInline(value))
    .map(([key, value]) => `"${String(key)}" = ${tomlText(value)} # note\n`)
  const heads = [...table]
    .filter(([, value]) => !isInline(value))
    .map(([key, value]) => tomlTable([String(key)], value as ValueMap))
  return [...lines, ...heads].join('')
}
