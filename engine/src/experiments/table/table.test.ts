import { describe, expect, it } from 'vitest'
import type { CommitData } from '../data/revision-data.ts'
import type { ShownBaseline, ShownExperiment } from '../show/shown-state.ts'
import { arrangeTable } from './arrange.ts'
import { experimentsTable, type TableRequest } from './table.ts'

const now = new Date(2024, 0, 2, 12)
const usual: TableRequest = { isDescending: false, digits: 5, time: { kind: 'short', now }, fill: '-' }

function data(commit: string, values: Partial<CommitData>): CommitData {
  const day = new Date(2024, 0, 2, 9, 30).getTime() / 1000
  return { commit, parent: undefined, seconds: day, params: '{}', metrics: '{}', deps: '{}', outs: '{}', ...values }
}

function experiment(name: string, metric: string, more: Partial<ShownExperiment> = {}): ShownExperiment {
  const metrics = `{"m.json": {"data": {"auc": ${metric}}}}`
  const commit = name.repeat(40)
  const state = { kind: 'commit', data: data(commit, { metrics }) } as const
  return { name, revisions: [{ revision: commit, name, state }], executor: undefined, ...more }
}

const baseline = (experiments: readonly ShownExperiment[], values: Partial<CommitData> = {}): ShownBaseline => ({
  revision: '0'.repeat(40),
  name: 'main',
  state: { kind: 'commit', data: data('0'.repeat(40), values) },
  experiments,
})

const tree = { keep: [], drop: [], onlyChanged: false, asTree: true }
const lines = (baselines: readonly ShownBaseline[], request = {}, arrangement = {}) => {
  const table = arrangeTable(experimentsTable(baselines, { ...usual, ...request }), { ...tree, ...arrangement })
  return [table.columns.map(({ title }) => title), ...table.rows.map(({ cells }) => cells)].map((one) =>
    one.join(' | '),
  )
}

describe('the table of experiments', () => {
  it('has a row for each, and columns of all that any of them has', () => {
    const values = {
      params: '{"p.yaml": {"data": {"lr": 0.123456789, "l": [1, 2.5]}}}',
      deps: '{"in": {"hash": "aa"}}',
    }
    expect(lines([baseline([experiment('b', '1e-07'), experiment('a', 'null')], values)])).toMatchInlineSnapshot(`
      [
        "Experiment | Created | auc | lr | l | in",
        "main | 09:30 AM | - | 0.12346 | [1, '2.5'] | aa",
        "├── bbbbbbb [b] | 09:30 AM | 1e-07 | - | - | -",
        "└── aaaaaaa [a] | 09:30 AM | - | - | - | -",
      ]
    `)
  })

  it('names columns by file where a name is there twice, and marks what cannot be read', () => {
    const metrics = '{"a.json": {"data": {"x": 1, "State": true}}, "b.json": {"data": {"x": 2}}}'
    const broken = { params: '{"p.yaml": {"error": {"type": "T", "msg": "m"}}}', metrics }
    const whole = { params: '{"p.yaml": {"data": {"lr": 1}}}' }
    expect(lines([baseline([], broken), baseline([], whole)])).toEqual([
      'Experiment | Created | a.json:x | a.json:State | b.json:x | lr',
      'main | 09:30 AM | 1 | True | 2 | !',
      'main | 09:30 AM | - | - | - | 1',
    ])
  })

  it('says what runs an experiment, if anything does', () => {
    const executor = { state: 'queued', name: 'dvc-task', place: undefined } as const
    expect(lines([baseline([experiment('a', '1', { executor })])])[2]).toBe(
      '└── aaaaaaa [a] | 09:30 AM | Queued | Dvc-task | 1',
    )
  })

  it.each([
    ['auc', false, 'b c a n'],
    ['auc', true, 'n a c b'],
    ['m.json:auc', false, 'b c a n'],
    [':auc', false, 'b c a n'],
  ])('is sorted by %s, descending: %s', (sortBy, isDescending, order) => {
    const all = [experiment('a', '3'), experiment('n', 'null'), experiment('b', '1.5'), experiment('c', '2')]
    const found = lines([baseline(all)], { sortBy, isDescending }, { drop: ['C', 'auc'] }).slice(2)
    expect(found.map((line) => line.at(-2)).join(' ')).toBe(order)
  })

  it('is not sorted by what is not there, or there twice', () => {
    const twice = { params: '{"a.yaml": {"data": {"x": 1}}, "b.yaml": {"data": {"x": 1}}}' }
    const all = [baseline([experiment('a', '1')], twice)]
    expect(() => lines(all, { sortBy: 'nope' })).toThrow("Unknown sort column 'nope'")
    expect(() => lines(all, { sortBy: 'x' })).toThrow("Ambiguous sort column 'x' matched 'a.yaml:x, b.yaml:x'")
  })

  it('leaves out columns that are alike, or match, unless they are to stay', () => {
    const all = [baseline([experiment('a', '1'), experiment('b', '1')], { params: '{"p": {"data": {"lr": 1}}}' })]
    expect(lines(all, {}, { onlyChanged: true })[0]).toBe('Experiment | auc | lr')
    expect(lines(all, {}, { drop: ['l', 'A'] })[0]).toBe('Experiment | Created | auc')
    expect(lines(all, {}, { drop: ['.*'], keep: ['au'] })[0]).toBe('auc')
    expect(() => lines(all, {}, { drop: ['('] })).toThrow("'(' is not a regular expression")
  })
})
