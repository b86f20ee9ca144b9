import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { identicalValues } from '../equality.ts'
import type { Value, ValueMap } from '../values.ts'
import { WholeFloat } from '../values.ts'
import { editYamlInPlace, readYaml } from './index.ts'

describe('editing YAML in place', () => {
  it.each<[string, string, Value, string]>([
    ['a value', 'a:   1   # one\nb: "x"\n', map({ a: 2, b: 'x' }), 'a:   2   # one\nb: "x"\n'],
    ['a number of another kind', 'a: 1 # one\n', map({ a: new WholeFloat(1) }), 'a: 1.0 # one\n'],
    ['quotes that somebody chose', `a: "x"\nb: 'y'\n`, map({ a: 'q', b: 'z' }), `a: "q"\nb: 'z'\n`],
    ['quotes that were needed', `a: '1'\nb: "x"\n`, map({ a: 'z', b: 'x' }), `a: z\nb: "x"\n`],
    ['an item in brackets', 'a: [1,  "b", c] # l\n', map({ a: [1, 'b', 'd, e'] }), `a: [1,  "b", 'd, e'] # l\n`],
    ['a list in brackets', 'a: [1,  2] # l\n', map({ a: [map({ k: 1 })] }), 'a: [k: 1] # l\n'],
    ['an entry in braces', 'a: {x: 1,  y: 2}\n', map({ a: map({ x: 1, y: null }) }), 'a: {x: 1,  y: null}\n'],
    [
      'a key in a deep mapping',
      'a:\n    b: # b\n        c: 1 # c\nd: 1\n',
      nested(1, 2),
      'a:\n    b: # b\n        c: 1 # c\n        z: 2\nd: 1\n',
    ],
    ['a key at the end without a line break', 'a: 1 # x', map({ a: 1, b: 2 }), 'a: 1 # x\nb: 2\n'],
    ['a key that goes', '# top\na: 1\n# b\nb:\n  - 1\nc: 2\n', map({ a: 1, c: 2 }), '# top\na: 1\n# b\nc: 2\n'],
    ['nothing becoming something', 'a: # none\nb: ~ # no\n', map({ a: 1, b: 'x' }), 'a: 1 # none\nb: x # no\n'],
    ['a block becoming a value', 'a: # l\n  - 1\n  - 2\nb: 1\n', map({ a: 'x', b: 1 }), 'a: x\nb: 1\n'],
    [
      'a list of another length',
      'a:\n    - 1 # one\n    - 2\n# b\nb: 1\n',
      map({ a: [9], b: 1 }),
      'a:\n    - 9\n# b\nb: 1\n',
    ],
    ['a text over lines', "a: one\n  two # x\nb: 'y'\n", map({ a: 'z', b: 'y' }), "a: z # x\nb: 'y'\n"],
    ['an empty list', 'a: [] # none\n', map({ a: [1] }), 'a: # none\n- 1\n'],
  ])('changes %s', (_, text, value, expected) => {
    expect(editYamlInPlace(text, value, 'a.yaml')).toBe(expected)
  })

  it('gives what was asked for, whatever it is', () => {
    fc.assert(
      fc.property(mappings, mappings, fc.infiniteStream(fc.nat(5)), (old, next, choices) => {
        const text = written(old, 0, () => choices.next().value as number)
        const edited = editYamlInPlace(text, merged(old, next), 'a.yaml')
        expect(identicalValues(readYaml(edited, 'a.yaml'), merged(old, next)), `${text}→\n${edited}`).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

function map(entries: Readonly<Record<string, Value>>): ValueMap {
  return new Map(Object.entries(entries))
}

function nested(c: Value, z: Value): ValueMap {
  return map({ a: map({ b: map({ c, z }) }), d: 1 })
}

const keys = fc.constantFrom('a', 'b', 'c', 'd e', 'f')
const scalars = fc.constantFrom<Value>(
  null,
  true,
  0,
  7,
  0.5,
  new WholeFloat(2),
  'x',
  'x y',
  '',
  '1',
  "it's",
  'a: b',
  '# c',
  'two\nlines',
)
const { mappings } = fc.letrec<{ value: Value; mappings: ValueMap }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    tie('mappings'),
  ),
  mappings: fc.array(fc.tuple(keys, tie('value')), { maxLength: 4 }).map((entries) => new Map(entries)),
}))

/** Some of the old, some of the new. */
function merged(old: ValueMap, next: ValueMap): ValueMap {
  const result = new Map(old)
  for (const [key, value] of next) {
    const before = old.get(key)
    if (value === null) result.delete(key)
    else result.set(key, before instanceof Map && value instanceof Map ? merged(before, value) : value)
  }
  return result
}

/** A mapping as a person might write it: comments, quotes, brackets and wide indentation by choice. */
function written(value: ValueMap, indent: number, choose: () => number): string {
  if (value.size === 0) return indent === 0 ? '{}\n' : `${' '.repeat(indent)}{}\n`
  const comment = () => (choose() === 0 ? ' # note' : '')
  return [...value]
    .map(([key, item]) => {
      const head = `${' '.repeat(indent)}${JSON.stringify(key)}:`
      const isBlock = item instanceof Map && item.size > 0 && choose() > 1
      return isBlock
        ? `${head}${comment()}\n${written(item, indent + 2 + (choose() % 2) * 2, choose)}`
        : `${head} ${inline(item)}${comment()}\n`
    })
    .join(choose() === 1 ? '\n# between\n' : '')
}

function inline(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(',  ')}]`
  if (value instanceof Map)
    return `{${[...value].map(([key, item]) => `${JSON.stringify(key)}: ${inline(item)}`).join(', ')}}`
  if (value instanceof WholeFloat) return `${value.value}.0`
  return JSON.stringify(value)
}
