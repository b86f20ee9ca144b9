import { describe, expect, it } from 'vitest'
import { float, readJson, type Value } from '../foundation/formats/index.ts'
import { compareParams, missingParams, recordedParams, selectParams } from './params.ts'

const content = readJson('{"lr": 0.1, "net": {"layers": [1, {"size": 3}]}, "none": null}', 'params.json')

describe('params', () => {
  it.each([
    ['a key', ['lr'], { lr: 0.1 }],
    ['a path through mappings and lists', ['net.layers.1.size'], { 'net.layers.1.size': 3 }],
    ['nothing for a key that is not there', ['net.x', 'net.layers.5', 'lr.x'], {}],
    ['null where it is written', ['none'], { none: null }],
  ])('are %s', (_, keys, expected) => {
    expect(Object.fromEntries(selectParams(content, keys))).toEqual(expected)
  })

  it('are the whole top level without keys', () => {
    expect([...selectParams(content, []).keys()]).toEqual(['lr', 'net', 'none'])
  })

  it('find entries of numbers by their text', () => {
    expect(selectParams(new Map<Value & (number | string), Value>([[1, 'one']]), ['1'])).toEqual(
      new Map([['1', 'one']]),
    )
  })

  it('that are missing are told once, in order', () => {
    expect(missingParams(content, ['z', 'lr', 'a.b', 'z'])).toEqual(['a.b', 'z'])
  })
})

describe('comparing params', () => {
  const values = (entries: Record<string, Value>) => new Map(Object.entries(entries))

  it.each([
    ['the same', { lr: 1 }, { lr: 1 }, ['lr'], {}],
    ['a number that Python calls the same', { lr: 1 }, { lr: float(1) }, ['lr'], {}],
    ['true and one', { lr: true }, { lr: 1 }, ['lr'], {}],
    ['not a number, ever', { lr: Number.NaN }, { lr: Number.NaN }, ['lr'], { lr: 'modified' }],
    ['another value', { lr: 1 }, { lr: 2 }, ['lr'], { lr: 'modified' }],
    ['text and number', { lr: '1' }, { lr: 1 }, ['lr'], { lr: 'modified' }],
    ['gone', {}, { lr: 1 }, ['lr'], { lr: 'deleted' }],
    ['newly listed', { lr: 1 }, {}, ['lr'], { lr: 'new' }],
    ['recorded, but listed no more', { lr: 1 }, { lr: 1, old: 2 }, ['lr'], {}],
    ['whole file: new first, then gone', { b: 1, c: 1 }, { a: 1, b: 1 }, [], { c: 'new', a: 'deleted' }],
  ] as const)('%s', (_, current, recorded, keys, expected) => {
    expect(compareParams({ current: values(current), recorded: values(recorded), keys })).toEqual(
      new Map(Object.entries(expected)),
    )
  })

  it('is about the file when that is gone or was never recorded', () => {
    expect(compareParams({ current: undefined, recorded: new Map(), keys: [] })).toBe('deleted')
    expect(compareParams({ current: new Map(), recorded: undefined, keys: [] })).toBe('new')
  })

  it('leaves out what is recorded of other keys', () => {
    expect(recordedParams(values({ a: 1, b: 2 }), ['b', 'c'])).toEqual(values({ b: 2 }))
    expect(recordedParams(values({ a: 1 }), [])).toEqual(values({ a: 1 }))
    expect(recordedParams(undefined, ['a'])).toBeUndefined()
  })
})
