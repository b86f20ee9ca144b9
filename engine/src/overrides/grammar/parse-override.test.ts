import { describe, expect, it } from 'vitest'
import { parseSetParams } from '../set-params.ts'
import { expandSweeps, hasSweep, renderTask } from '../sweeps/expand.ts'
import { parseOverride } from './parse-override.ts'

const first = () => 0

describe('an override', () => {
  it.each([
    ['lr==1', '"lr==1" is no override: expected a value (at character 4).'],
    ['a=b=c', '"a=b=c" is no override: "=" is not expected (at character 4).'],
    ['k=#a', '"k=#a" is no override: "#a" is not expected (at character 3).'],
    ['k', '"k" is no override: expected "=" (at character 2).'],
    ['k=[1,2', '"k=[1,2" is no override: expected "," or "]" (at character 7).'],
    [
      'k=foo(1)',
      '"k=foo(1)" is no override: there is no function "foo", only bool, choice, float, glob, int, interval, range, shuffle, sort, str, tag (at character 3).',
    ],
    ['k=int(a)', '"k=int(a)" is no override: int() cannot be used on "a".'],
    [
      `k=${'['.repeat(5000)}`,
      `"k=${'['.repeat(5000)}" is no override: there are too many brackets within brackets (at character 203).`,
    ],
  ])('that cannot be read says where: %.20s', (text, message) => {
    expect(() => parseOverride(text, first)).toThrow(expect.objectContaining({ code: 'override-invalid', message }))
  })

  it('is for the file before its colon', () => {
    const files = parseSetParams(['lr=1', 'p.json:a=x:y', 'lr=a:b', 'p.json:b='], first)
    expect([...files].map(([file, overrides]) => [file, overrides.map(({ text }) => text)])).toEqual([
      ['params.yaml', ['lr=1', 'lr=a:b']],
      ['p.json', ['a=x:y', 'b=']],
    ])
  })
})

describe('sweeps', () => {
  const tasks = (values: string[], random = first) =>
    expandSweeps(parseSetParams(values, random), random).map(renderTask)

  it('make a task of each combination, the last override varying fastest', () => {
    expect(tasks(['a=1,2', "p.json:b='x y',z"])).toEqual([
      `{'params.yaml': ['a=1'], 'p.json': ["b='x y'"]}`,
      `{'params.yaml': ['a=1'], 'p.json': ['b=z']}`,
      `{'params.yaml': ['a=2'], 'p.json': ["b='x y'"]}`,
      `{'params.yaml': ['a=2'], 'p.json': ['b=z']}`,
    ])
  })

  it('are noticed before they are counted', () => {
    expect(hasSweep(parseSetParams(['a=1', 'b=range(3)'], first))).toBe(true)
    expect(hasSweep(parseSetParams(['a=1', 'b=[1,2]'], first))).toBe(false)
  })

  it('are shuffled by the given random numbers', () => {
    expect(tasks(['a=shuffle(range(3))'])).toEqual([
      "{'params.yaml': ['a=1']}",
      "{'params.yaml': ['a=2']}",
      "{'params.yaml': ['a=0']}",
    ])
    expect(tasks(['a=shuffle([1,2,3])'])).toEqual(["{'params.yaml': ['a=[2,3,1]']}"])
  })

  it.each([
    ['a=glob(*)', "Glob override 'a=glob(*)' is not supported."],
    ['a=interval(0,1)', '"a=interval(0,1)" is an interval: it has no values that could be tried one by one.'],
    ['a=range(0,1,0)', '"a=range(0,1,0)" has no end, or more than 100000 values.'],
    ['a=range(1e9)', '"a=range(1e9)" has no end, or more than 100000 values.'],
    ['a=range(inf)', '"a=range(inf)" has no end, or more than 100000 values.'],
  ])('refuse what cannot be counted: %s', (value, message) => {
    expect(() => tasks([value])).toThrow(message)
  })

  it('refuse more tasks than anybody wants', () => {
    expect(() => tasks(['a=range(1000)', 'b=range(1000)'])).toThrow(
      'These overrides make 1000000 tasks; at most 100000 are queued at once.',
    )
  })
})
