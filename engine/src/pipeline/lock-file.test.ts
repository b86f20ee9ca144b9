import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RepoPath } from '../foundation/base/index.ts'
import { float, type Value } from '../foundation/formats/index.ts'
import { equalLockEntries, type LockEntry, type LockedFile, lockEntry } from './lock-entry.ts'
import { readLockFile, removeLockEntry, renderLockFile, replaceLockEntry } from './lock-file.ts'

const lock = 'dvc.lock' as RepoPath

/** Written by DVC 3.67. */
const written = `schema: '2.0'
stages:
  train:
    cmd: python train.py
    deps:
    - path: data
      hash: md5
      md5: c37f8bc8917fdf64a45bb6010380cdab.dir
      size: 4
      nfiles: 2
    - path: old.csv
      md5: 60b725f10c9c85c70d97880dfe8191b3
      size: 2
    params:
      params.yaml:
        flag: true
        lr: 1e-05
        none:
        one: 1.0
        train:
          layers: 3
          epochs: 5
      other.toml:
        z: [1, x]
    outs:
    - path: run.sh
      hash: md5
      md5: 46bbbe8aa98cc0714426e948474eaaf4
      size: 18
      isexec: true
  'a: b':
    cmd:
    - echo 1
    - cp out o2
  g@x y:
    cmd: "echo x y\\necho a\\n"
`.replace('        z: [1, x]\n', '        z:\n        - 1\n        - x\n')

const file = (path: string, hash = '60b725f10c9c85c70d97880dfe8191b3'): LockedFile => ({
  path,
  content: { hash, bytes: 2 },
  isLegacy: false,
})
const entry = (cmd: string): LockEntry => ({ cmd, deps: [], params: new Map(), outs: [] })

describe('a lock file', () => {
  it('holds what was recorded of each stage', () => {
    const entries = readLockFile(written, lock)
    expect([...entries.keys()]).toEqual(['train', 'a: b', 'g@x y'])
    expect(entries.get('train')?.deps).toEqual([
      { path: 'data', content: { hash: 'c37f8bc8917fdf64a45bb6010380cdab.dir', bytes: 4, files: 2 }, isLegacy: false },
      { path: 'old.csv', content: { hash: '60b725f10c9c85c70d97880dfe8191b3', bytes: 2 }, isLegacy: true },
    ])
    expect(entries.get('train')?.outs[0]?.content?.isExecutable).toBe(true)
    expect(entries.get('train')?.params.get('params.yaml')?.get('one')).toEqual(float(1))
    expect(entries.get('a: b')?.cmd).toEqual(['echo 1', 'cp out o2'])
  })

  it('is written as DVC writes it', () => {
    expect(renderLockFile(readLockFile(written, lock))).toBe(written)
  })

  it('keeps what is recorded beside hashes', () => {
    const text = `schema: '2.0'\nstages:\n  s:\n    cmd: x\n    deps:\n    - path: https://h/x\n      hash: md5\n      etag: '"abc"'\n      size: 3\n    - path: ds://d\n      dataset:\n        rev_lock: abc\n`
    expect(renderLockFile(readLockFile(text, lock)).split('\n').sort()).toEqual(text.split('\n').sort())
  })

  it.each([
    ['stages: {}', 'required key not provided, in schema'],
    ["schema: '1.0'", 'invalid schema version, in schema'],
    ["schema: '2.0'\nstages: {s: {deps: [{md5: ab}]}}", 'required key not provided, in stages -> s -> cmd'],
    ["schema: '2.0'\nstages: {s: {cmd: x, deps: [{path: a, md5: ab}]}}", 'in stages -> s -> deps -> 0 -> md5'],
  ])('%j is refused', (text, reason) => {
    expect(() => readLockFile(text, lock)).toThrow(
      expect.objectContaining({ code: 'file-format', excerpt: expect.stringContaining(reason) as string }),
    )
  })
})

describe('an entry', () => {
  it('has its files by path, params.yaml first, and its keys sorted', () => {
    const values = (entries: Record<string, Value>) => new Map(Object.entries(entries))
    const sorted = lockEntry({
      cmd: 'x',
      deps: [file('b'), file('B'), file('a')],
      params: new Map([
        ['a.yaml', values({ z: 1 })],
        ['params.yaml', values({ b: 1, a: 2 })],
      ]),
      outs: [file('y'), file('x')],
    })
    expect(sorted.deps.map(({ path }) => path)).toEqual(['B', 'a', 'b'])
    expect([...sorted.params].map(([name, kept]) => [name, ...kept.keys()])).toEqual([
      ['params.yaml', 'a', 'b'],
      ['a.yaml', 'z'],
    ])
    expect(sorted.outs.map(({ path }) => path)).toEqual(['x', 'y'])
  })

  it('equals another as Python compares', () => {
    const withLr = (lr: Value): LockEntry => ({
      ...entry('x'),
      params: new Map([['params.yaml', new Map([['lr', lr]])]]),
    })
    expect(equalLockEntries(withLr(1), withLr(float(1)))).toBe(true)
    expect(equalLockEntries(withLr(1), withLr(2))).toBe(false)
    expect(equalLockEntries(entry('x'), { ...entry('x'), cmd: ['x'] })).toBe(false)
  })
})

describe('recording an entry', () => {
  it('begins a file', () => {
    expect(replaceLockEntry(undefined, lock, 's', { ...entry('echo'), outs: [file('o')] })).toEqual({
      changed: true,
      text: "schema: '2.0'\nstages:\n  s:\n    cmd: echo\n    outs:\n    - path: o\n      hash: md5\n      md5: 60b725f10c9c85c70d97880dfe8191b3\n      size: 2\n",
    })
  })

  it.each(['train', 'a: b', 'g@x y'])('changes nothing if it says the same, as of %s', (name) => {
    const same = readLockFile(written, lock).get(name) as LockEntry
    expect(replaceLockEntry(written, lock, name, same)).toEqual({ changed: false, text: written })
  })

  it.each(['train', 'a: b', 'g@x y', 'new', 'it: is "new"'])(
    'keeps its place and the bytes of the others: %s',
    (name) => {
      const { text, changed } = replaceLockEntry(written, lock, name, entry('other'))
      const expected = new Map([...readLockFile(written, lock)]).set(name, entry('other'))
      expect(changed).toBe(true)
      expect(text).toBe(renderLockFile(expected))
    },
  )

  it('writes a value anew that only Python calls the same, without calling it a change', () => {
    const before = "schema: '2.0'\nstages:\n  s:\n    cmd: x\n    params:\n      params.yaml:\n        lr: 1\n"
    const now: LockEntry = { ...entry('x'), params: new Map([['params.yaml', new Map([['lr', float(1)]])]]) }
    expect(replaceLockEntry(before, lock, 's', now)).toEqual({
      changed: false,
      text: before.replace('lr: 1', 'lr: 1.0'),
    })
  })

  it('leaves sections before and after the stages alone', () => {
    const text = "schema: '2.0'\ndatasets:\n- name: d\nstages:\n  s:\n    cmd: x\nextra: 1\n"
    expect(replaceLockEntry(text, lock, 't', entry('y')).text).toBe(
      "schema: '2.0'\ndatasets:\n- name: d\nstages:\n  s:\n    cmd: x\n  t:\n    cmd: y\nextra: 1\n",
    )
  })

  it.each([
    ['a comment', "schema: '2.0'\nstages:\n  # mine\n  s:\n    cmd: x\n"],
    ['flow style', "schema: '2.0'\nstages: {s: {cmd: x}}\n"],
    ['no stages', "schema: '2.0'\n"],
    ['an escaped name', 'schema: "2.0"\nstages:\n  "\\x73":\n    cmd: x\n'],
    ['Windows line ends', "schema: '2.0'\r\nstages:\r\n  s:\r\n    cmd: x\r\n"],
  ])('reads a file with %s in full first', (_, text) => {
    const after = replaceLockEntry(text, lock, 's', entry('y')).text
    expect(readLockFile(after, lock)).toEqual(new Map([['s', entry('y')]]))
    expect(after.includes('# mine')).toBe(text.includes('# mine'))
  })

  it('shares a value that two keys hold, as DVC does', () => {
    const layers: Value = new Map([['n', 2]])
    const params = new Map([
      [
        'params.yaml',
        new Map<string, Value>([
          ['train', new Map([['layers', layers]])],
          ['train.layers', layers],
        ]),
      ],
    ])
    const { text } = replaceLockEntry(written, lock, 'new', { ...entry('x'), params })
    expect(text).toContain('layers: &id001\n            n: 2\n        train.layers: *id001\n')
    expect(replaceLockEntry(text, lock, 'more', entry('y')).text).toBe(`${text}  more:\n    cmd: y\n`)
  })

  it('numbers shared values from the top, also around one that is replaced', () => {
    const shared = (name: string, first: number) =>
      `  ${name}:\n    cmd: x\n    params:\n      params.yaml:\n        a:\n          b: &id00${first}\n          - 1\n        a.b: *id00${first}\n`
    const text = `schema: '2.0'\nstages:\n${shared('s', 1)}  t:\n    cmd: cat - *y\n${shared('u', 2)}`
    expect(replaceLockEntry(text, lock, 's', entry('y')).text).toBe(
      `schema: '2.0'\nstages:\n  s:\n    cmd: y\n  t:\n    cmd: cat - *y\n${shared('u', 1)}`,
    )
    const list: Value = [1]
    const params = new Map([
      [
        'params.yaml',
        new Map<string, Value>([
          ['a', new Map([['b', list]])],
          ['a.b', list],
        ]),
      ],
    ])
    expect(replaceLockEntry(text, lock, 't', { ...entry('x'), params }).text).toBe(
      `schema: '2.0'\nstages:\n${shared('s', 1)}${shared('t', 2)}${shared('u', 3)}`,
    )
  })

  it('leaves anchors with names to the full reader', () => {
    const text = "schema: '2.0'\nstages:\n  s: &mine\n    cmd: x\n  t: *mine\n"
    const after = replaceLockEntry(text, lock, 't', entry('y')).text
    expect(readLockFile(after, lock)).toEqual(
      new Map([
        ['s', entry('x')],
        ['t', entry('y')],
      ]),
    )
  })

  it('gives the same text whatever was there before', () => {
    const name = fc
      .string({ minLength: 1, maxLength: 8 })
      .filter((text) => text.trim() !== '' && !/[\0-\x1f\x7f-\x9f\ud800-\udfff]/.test(text))
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 5 }), fc.nat(), (names, pick) => {
        const entries = new Map(names.map((one) => [one, entry(`run ${one}`)]))
        const chosen = names[pick % names.length] as string
        const { text } = replaceLockEntry(renderLockFile(entries), lock, chosen, entry('new'))
        expect(readLockFile(text, lock)).toEqual(new Map(entries).set(chosen, entry('new')))
      }),
    )
  })
})

describe('removing an entry', () => {
  it('leaves the others', () => {
    const text = removeLockEntry(written, lock, 'a: b') as string
    expect([...readLockFile(text, lock).keys()]).toEqual(['train', 'g@x y'])
    expect(removeLockEntry(written, lock, 'unknown')).toBe(written)
  })

  it('takes the file along with the last one', () => {
    expect(removeLockEntry("schema: '2.0'\nstages:\n  s:\n    cmd: x\n", lock, 's')).toBeUndefined()
  })
})
