import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Failure } from '../base/index.ts'
import { readJson, renderJson } from './json.ts'
import { float, Timestamp, type Value, WholeFloat } from './values.ts'

describe('reading JSON', () => {
  it('keeps ints and floats apart', () => {
    expect(readJson('[1, 1.0, 1e5, -0, -0.0, 0.5]', 'x.json')).toEqual([
      1,
      new WholeFloat(1),
      new WholeFloat(100_000),
      0,
      new WholeFloat(-0),
      0.5,
    ])
  })

  it('has no limit for ints', () => {
    expect(readJson('[9007199254740993, -100000000000000000000]', 'x.json')).toEqual([
      9007199254740993n,
      -100000000000000000000n,
    ])
  })

  it('knows the numbers that JSON does not have', () => {
    expect(readJson('[NaN, Infinity, -Infinity]', 'x.json')).toEqual([Number.NaN, Infinity, -Infinity])
  })

  it('keeps the order of keys, whatever they look like; the last of equal ones wins', () => {
    const value = readJson('{"b": 1, "10": 2, "2": 3, "b": 4}', 'x.json') as Map<string, Value>
    expect([...value]).toEqual([
      ['b', 4],
      ['10', 2],
      ['2', 3],
    ])
  })

  it.each([
    ['[{"ab": 1}, {"abc": 2}, {"a": 3}]', ['ab', 'abc', 'a']],
    ['[{"a\\":1,\\"b": 1}, {"a":1,"b": 2}]', ['a":1,"b', 'a', 'b']],
    ['[{"a\\\\": 1}, {"a\\\\": 2}, {"a": 3}]', ['a\\', 'a\\', 'a']],
    ['[{"a": 1, "b": 2}, {"b": 1, "a": 2}]', ['a', 'b', 'b', 'a']],
  ])('tells the keys of each object of %s', (text, keys) => {
    const objects = readJson(text, 'x.json') as Map<string, Value>[]
    expect(objects.flatMap((object) => [...object.keys()])).toEqual(keys)
  })

  it.each([
    ['', 1, 1, 'a value is expected'],
    ['{"a": 1,}', 1, 9, 'a key in double quotes is expected'],
    ['[1\n 2]', 2, 2, '"," or "]" is expected'],
    ['{"a" 1}', 1, 6, '":" is expected'],
    ['01', 1, 2, 'there is more after the end of the value'],
    ['{"a": "x}', 1, 7, 'the text in quotes does not end'],
    ['["a\tb"]', 1, 2, 'the text in quotes has a bad escape or a control character'],
    ["{'a': 1}", 1, 2, 'a key in double quotes is expected'],
  ])('says where %j is wrong', (text, line, column, reason) => {
    const failure = failureOf(() => readJson(text, 'metrics.json'))
    expect(failure.code).toBe('file-format')
    expect(failure.message).toBe(`"metrics.json" is no valid JSON: ${reason} (line ${line}, column ${column}).`)
  })
})

describe('writing JSON', () => {
  const value: Value = new Map<string, Value>([
    ['b', [1, float(1), null]],
    ['a', new Map([['é', 'x"\u{1f600}\x7f']])],
  ])

  it('is as json.dumps writes it', () => {
    expect(renderJson(value)).toBe('{"b": [1, 1.0, null], "a": {"\\u00e9": "x\\"\\ud83d\\ude00\\u007f"}}')
  })

  it('sorts keys when asked', () => {
    expect(renderJson(value, { sortKeys: true })).toMatch(/^\{"a": .* "b": /)
  })

  it('indents when asked, and leaves what is empty in one piece', () => {
    const text = renderJson(
      new Map<string, Value>([
        ['a', [1, []]],
        ['b', new Map()],
      ]),
      { indent: 2 },
    )
    expect(text).toBe('{\n  "a": [\n    1,\n    []\n  ],\n  "b": {}\n}')
  })

  it('writes times as texts, and keys as Python turns them into texts', () => {
    const map = new Map<null | boolean | number | WholeFloat, Value>([
      [null, new Timestamp('2020-01-01')],
      [true, NaN],
      [float(1), Infinity],
    ])
    expect(renderJson(map)).toBe('{"null": "2020-01-01", "true": NaN, "1.0": Infinity}')
  })

  it('gives back what was written', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (plain) => {
        const text = JSON.stringify(plain)
        const again = renderJson(readJson(text, 'x.json'))
        expect(renderJson(readJson(again, 'x.json'))).toBe(again)
        expect(JSON.parse(again)).toEqual(JSON.parse(text.replaceAll('-0', '-0')))
      }),
    )
  })
})

function failureOf(act: () => unknown): Failure {
  try {
    act()
  } catch (error) {
    return error as Failure
  }
  throw new Error('It did not fail.')
}
