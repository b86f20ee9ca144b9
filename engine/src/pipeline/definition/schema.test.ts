import { describe, expect, it } from 'vitest'
import { Failure, type RepoPath } from '../../foundation/base/index.ts'
import { readYaml } from '../../foundation/formats/index.ts'
import { readDefinition } from './read-definition.ts'
import { definitionShape } from './schema.ts'

const mistakes = (text: string) =>
  definitionShape(readYaml(text, 'dvc.yaml')).map(({ reason, at }) => `${reason}: ${at.join(' -> ')}`)
const read = (text: string, file: string) =>
  readDefinition(text, file as RepoPath, { readVars: () => ({ kind: 'missing' }) })
const stage = (fields: string) => `stages:\n  s:\n    cmd: x\n    ${fields}\n`

describe('the shape of dvc.yaml', () => {
  it('has all these parts', () => {
    const text = [
      'vars: [a.yaml, {b: 1}]',
      'params: [p.yaml]',
      'metrics: [m.json]',
      'plots: [p.csv, {q.csv: {x: a, y: [b]}}, {r: null}, {s: {x: {f: a}, y: {f: [b], g: c}, title: t}}]',
      'artifacts: {m: {path: x, type: model, labels: [a], desc: d, meta: 1}}',
      'datasets: [{name: a}]',
      'stages:',
      '  s: {cmd: [a], wdir: w, deps: [a], params: [a, {f: [b]}], vars: [{a: 1}], outs: [a, {b: {cache: false, persist: true}}]}',
      '  t: {cmd: a, metrics: [{m: {cache: false}}], plots: [{p: {x: a, header: false}}], frozen: true, always_changed: true}',
      '  u: {foreach: [1], do: {cmd: a}}',
      '  v: {matrix: {a: [1], b: x}, cmd: a, desc: d, meta: {}}',
    ].join('\n')
    expect(mistakes(text)).toEqual([])
  })

  // Reasons and places as DVC 3.67 gives them.
  it.each([
    [stage('foo: 1'), ['extra keys not allowed: stages -> s -> foo']],
    ['stages:\n  s:\n    deps: [a]\n', ['required key not provided: stages -> s -> cmd']],
    [stage('deps:'), ['expected a list: stages -> s -> deps']],
    [
      stage('cmd2: 1\n    deps: [1, a, 2]'),
      [
        'extra keys not allowed: stages -> s -> cmd2',
        'expected str: stages -> s -> deps -> 0',
        'expected str: stages -> s -> deps -> 2',
      ],
    ],
    [stage('frozen: ${flag}'), ['expected bool: stages -> s -> frozen']],
    [
      stage('outs: [{a: {cache: 1, zz: 2}}]'),
      [
        'expected bool: stages -> s -> outs -> 0 -> a -> cache',
        'extra keys not allowed: stages -> s -> outs -> 0 -> a -> zz',
      ],
    ],
    [stage('vars: [1]'), ['expected dict: stages -> s -> vars -> 0']],
    ['stages: 3', ['expected a dictionary: stages']],
    ['stages: {1: {cmd: x}}', ['expected str: stages -> 1']],
    ['stages: {s: {foreach: [1]}}', ['required key not provided: stages -> s -> do']],
    ['stages: {s: {foreach: [1], do: {cmd: x}, cmd: y}}', ['extra keys not allowed: stages -> s -> cmd']],
    ['stages: {s: {matrix: {a: 1}, cmd: x}}', ['expected str: stages -> s -> matrix -> a']],
    ['plots: {a: {x: b}}', ['expected a list: plots']],
    [
      'artifacts: {a: {labels: x}}',
      ['expected a list: artifacts -> a -> labels', 'required key not provided: artifacts -> a -> path'],
    ],
    ['- a', ['expected a dictionary: ']],
  ])('%j: %j', (text, expected) => {
    expect(mistakes(text)).toEqual(expected)
  })

  it.each(['', '[]\n', '# nothing\n'])('takes %j for empty', (text) => {
    expect(read(text, 'dvc.yaml').stages).toEqual([])
  })

  it('tells every mistake with its place and the lines around it', () => {
    const text = 'stages:\n  s:\n    cmd: x\n    foo: 1\n  t:\n    deps: [a]\n'
    const failure = failureOf(() => read(text, 'sub/dvc.yaml'))
    expect(failure.code).toBe('stage-invalid')
    expect(failure.message).toBe("'./sub/dvc.yaml' validation failed: 2 errors.")
    expect(failure.excerpt).toContain('extra keys not allowed, in stages -> s -> foo, line 4, column ')
    expect(failure.excerpt).toContain('required key not provided, in stages -> t -> cmd, line ')
    expect(failure.excerpt).toContain('foo: 1')
  })
})

function failureOf(task: () => unknown): Failure {
  try {
    task()
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
