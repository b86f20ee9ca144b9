import { describe, expect, it } from 'vitest'
import { flatFiles } from './flat-values.ts'

describe('the values of a part of a revision', () => {
  it('are there by file and dotted name, as they are written', () => {
    const part =
      '{"p.yaml": {"data": {"lr": 1e-07, "deep": {"a": {"b": "x, }"}, "none": {}}, "l": [1, {"k": "]"}], "n": null}}, "m.json": {"data": {"ok": true}}}'
    expect(
      [...flatFiles(part)].map(([file, values]) => [file, Object.fromEntries(values as Map<string, string>)]),
    ).toEqual([
      ['p.yaml', { lr: '1e-07', 'deep.a.b': '"x, }"', l: '[1, {"k": "]"}]', n: 'null' }],
      ['m.json', { ok: 'true' }],
    ])
  })

  it('have names and files with quotes and backslashes', () => {
    const part = '{"a\\"b": {"data": {"c\\\\": {"\\u00fc": 1}}}}'
    expect(flatFiles(part)).toEqual(new Map([['a"b', new Map([['c\\.ü', '1']])]]))
  })

  it('are none of a file that is no mapping, or could not be read', () => {
    const part =
      '{"a": {"data": 5}, "b": {"data": {}}, "c": {"error": {"type": "X", "msg": "{\\"}"}}, "d": {"data": [1]}}'
    expect(flatFiles(part)).toEqual(
      new Map<string, unknown>([
        ['a', new Map()],
        ['b', new Map()],
        ['c', 'error'],
        ['d', new Map()],
      ]),
    )
    expect(flatFiles('{}')).toEqual(new Map())
  })
})
