import { describe, expect, it } from 'vitest'
import { Failure, type RepoPath } from '../foundation/base/index.ts'
import { checkDvcFile } from './dvc-file-schema.ts'

describe('the shape of a .dvc file', () => {
  it('has all these parts', () => {
    const text = [
      'desc: d',
      'md5: a304afb96060aad90176268345e10355',
      'wdir: ..',
      'frozen: true',
      'always_changed: true',
      'meta: {a: 1}',
      'deps:',
      '- {path: a, md5: b, size: 1, repo: {url: u, rev_lock: r}}',
      '- {db: {connection: c, query: q}}',
      'outs:',
      '- {path: a, md5: b, size: 1, nfiles: 2, isexec: true, hash: md5, cache: false, persist: true, push: false, remote: r}',
      '- {path: a, files: [{relpath: b}], cloud: {r: {etag: e}}, type: t, labels: [l], desc: d, meta: 1, metric: true, plot: {x: a}}',
    ].join('\n')
    expect(checkDvcFile(text, 'a.dvc' as RepoPath).size).toBe(8)
  })

  // Reasons, places and their order as DVC 3.67 gives them; that a path is missing, DVC notices later.
  it.each([
    ['outs: 3', ['expected a list, in outs']],
    ['outs: [3]', ['expected a dictionary, in outs -> 0']],
    ['1: 3', ['extra keys not allowed, in 1']],
    ['- a', ['expected a dictionary']],
    ['outs: [{md5: abcdef}]', ['required key not provided, in outs -> 0 -> path']],
    ['deps: [{md5: abcdef}]', ['required key not provided, in deps -> 0 -> path']],
    [
      'outs:\n- size: x\n  foo: 1\n  path: a\nzz: 1\ndeps:\n- path: 3\n',
      [
        'expected int, in outs -> 0 -> size',
        'extra keys not allowed, in outs -> 0 -> foo',
        'extra keys not allowed, in zz',
        'expected str, in deps -> 0 -> path',
      ],
    ],
    [
      'outs: [{path: a, cache: 3, desc: 3, labels: {}, isexec: 1, cloud: 1}]',
      [
        'expected bool, in outs -> 0 -> cache',
        'expected str, in outs -> 0 -> desc',
        'expected a list, in outs -> 0 -> labels',
        'expected bool, in outs -> 0 -> isexec',
        'expected a dictionary, in outs -> 0 -> cloud',
      ],
    ],
  ])('%j: %j', (text, expected) => {
    const { excerpt = '' } = failureOf(text)
    const reasons = excerpt.split('\n').filter((line) => /, line \d+, column \d+$/.test(line))
    expect(reasons.map((line) => line.replace(/, line .*/, ''))).toEqual(expected)
  })

  it('tells every mistake with its place and the lines around it', () => {
    const failure = failureOf('outs:\n- path: a\n  size: x\nfoo: 1\n')
    expect(`${failure.code}: ${failure.message}\n${failure.excerpt}`).toMatchInlineSnapshot(`
      "file-format: './a.dvc' validation failed: 2 errors.
      expected int, in outs -> 0 -> size, line 3, column 3
        1 | outs:
        2 | - path: a
      > 3 |   size: x
          |   ^
        4 | foo: 1
        5 | 

      extra keys not allowed, in foo, line 4, column 1
        2 | - path: a
        3 |   size: x
      > 4 | foo: 1
          | ^
        5 | "
    `)
  })

  it.each(['', '[]\n', '# nothing\n'])('takes %j for empty', (text) => {
    expect(checkDvcFile(text, 'a.dvc' as RepoPath).size).toBe(0)
  })
})

function failureOf(text: string): Failure {
  try {
    checkDvcFile(text, 'a.dvc' as RepoPath)
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
