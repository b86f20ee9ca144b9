import { describe, expect, it } from 'vitest'
import type { ShownBaseline, ShownExperiment, ShownRevision } from '../show/shown-state.ts'
import { chooseRows } from './choose-rows.ts'
import { experimentColumns } from './experiment-columns.ts'
import { type ExperimentColumns, GatheredColumns } from './gathered-columns.ts'

const commit = '1'.repeat(40)

function revision(revisionId: string, name: string, metrics: string, params: string) {
  const parts = { metrics: `{"m.json": {"data": ${metrics}}}`, params: `{"params.yaml": {"data": ${params}}}` }
  const data = { ...parts, deps: '{}', outs: '{}', commit: revisionId, seconds: 7, parent: undefined }
  return { revision: revisionId, name, state: { kind: 'commit' as const, data } }
}

function experiment(name: string, metrics: string, params: string): ShownExperiment {
  return { name, revisions: [revision(name.repeat(40), name, metrics, params)], executor: undefined }
}

const baseline: ShownBaseline = {
  ...revision(commit, 'main', '{"auc": 0.5}', '{"lr": 1}'),
  experiments: [
    experiment('a', '{"auc": 0.9}', '{"lr": 0.1, "model": "res"}'),
    experiment('b', '{"auc": 0.7, "loss": NaN}', '{"lr": 10, "model": "mlp"}'),
    experiment('c', '{}', '{"lr": null, "deep": {"list": [1, 2]}}'),
    experiment('d', '{"auc": Infinity}', '{"lr": 0.2, "on": true}'),
  ],
}
const broken: ShownBaseline = {
  revision: '2'.repeat(40),
  name: undefined,
  state: { kind: 'problem', problem: { message: 'no such file', type: 'X' } },
  experiments: [],
}
const table = experimentColumns([baseline, broken])
const namesOf = (rows: readonly number[]) => rows.map((row) => table.rows[row]!.name ?? '?')
const column = (name: string) => table.columns.find((one) => one.name === name)!

describe('experiments by column', () => {
  it('have a row for each commit and each experiment, which knows the commit it began at', () => {
    expect(table.rows.map(({ kind, name, parent, problem }) => [kind, name, parent, problem])).toEqual([
      ['commit', 'main', undefined, undefined],
      ['experiment', 'a', 0, undefined],
      ['experiment', 'b', 0, undefined],
      ['experiment', 'c', 0, undefined],
      ['experiment', 'd', 0, undefined],
      ['commit', undefined, undefined, 'no such file'],
    ])
  })

  it('have a column for each metric and parameter that any of them has', () => {
    expect(table.columns.map(({ kind, name, filled }) => [kind, name, filled])).toEqual([
      ['metrics', 'auc', 4],
      ['metrics', 'loss', 1],
      ['params', 'lr', 5],
      ['params', 'model', 2],
      ['params', 'deep.list', 1],
      ['params', 'on', 1],
    ])
  })

  it('keep numbers, texts, truth values, null and lists apart, and what is missing from all of them', () => {
    const values = (name: string) => table.rows.map((_, row) => column(name).at(row))
    expect(values('auc')).toEqual([0.5, 0.9, 0.7, undefined, Number.POSITIVE_INFINITY, undefined])
    expect(values('lr')).toEqual([1, 0.1, 10, null, 0.2, undefined])
    expect(values('model')).toEqual([undefined, 'res', 'mlp', undefined, undefined, undefined])
    expect(values('on')).toEqual([undefined, undefined, undefined, undefined, true, undefined])
    expect(values('deep.list')[3]).toBe('[1, 2]')
    expect(values('loss')[2]).toBe('NaN')
  })

  it('know their range and whether rows differ', () => {
    expect(column('lr').range()).toEqual([0.1, 10])
    expect(column('model').range()).toBeUndefined()
    expect(column('loss').isVarying()).toBe(true)
    expect(experimentColumns([{ ...baseline, experiments: [] }]).columns[0]!.isVarying()).toBe(false)
  })
})

describe('values that are taken as they are read', () => {
  it('make the same columns, whatever is read when, and whatever else is read', () => {
    const shown = [baseline, broken]
    const gathered = new GatheredColumns()
    const condensed = (one: ShownRevision): ShownRevision => {
      const { state } = one
      return state.kind === 'commit' ? { ...one, state: { ...state, data: gathered.condense(state.data) } } : one
    }
    condensed(revision('9'.repeat(40), 'not shown', '{"other": 1}', '{"lr": 99}'))
    const experiments = [...baseline.experiments].reverse().map(({ revisions: [last], ...rest }) => ({
      ...rest,
      revisions: [condensed(last!)],
    }))
    const seen = [{ ...baseline, ...condensed(baseline), experiments: experiments.reverse() }, broken]
    const found = gathered.columns(seen)
    const whole = experimentColumns(shown)
    const texts = ({ columns, rows }: ExperimentColumns) =>
      columns.map((one) => [one.kind, one.file, one.name, one.filled, rows.map((_, row) => one.at(row))])
    expect(texts(found)).toEqual(texts(whole))
    expect(found.rows).toEqual(whole.rows)
  })

  it('are not those that a task has not got yet', () => {
    const gathered = new GatheredColumns()
    const [{ revisions }] = baseline.experiments as [ShownExperiment]
    const { state } = revisions[0]!
    if (state.kind !== 'commit') throw new Error('It is one.')
    const waiting = { ...state, data: { ...gathered.condense(state.data), metrics: '{}' } }
    const { columns } = gathered.columns([{ ...baseline, state: waiting, experiments: [] }])
    expect(columns.map(({ name }) => name)).toEqual(['lr', 'model'])
  })
})

describe('rows', () => {
  it.each([
    { where: 'metrics.auc > 0.6', rows: ['main', 'a', 'b', 'd'] },
    { where: 'params.model == "res" or params.on == true', rows: ['main', 'a', 'd'] },
    { where: 'params.lr > 100', rows: [] },
  ])('for which $where holds are left, with the commits they began at', ({ where, rows }) => {
    expect(namesOf(chooseRows(table, { where, isDescending: false }))).toEqual(rows)
  })

  it.each([
    { sortBy: 'auc', isDescending: false, rows: ['main', 'b', 'a', 'd', 'c', '?'] },
    { sortBy: 'auc', isDescending: true, rows: ['main', 'd', 'a', 'b', 'c', '?'] },
    { sortBy: 'params.yaml:lr', isDescending: true, rows: ['main', 'b', 'd', 'a', 'c', '?'] },
    { sortBy: 'model', isDescending: false, rows: ['main', 'b', 'a', 'c', 'd', '?'] },
  ])('are sorted by $sortBy among those of a commit, and those without a value come last', ({ rows, ...choice }) => {
    expect(namesOf(chooseRows(table, choice))).toEqual(rows)
  })

  it.each([
    { where: 'metrics.acu > 1', says: "Unknown column 'acu'" },
    { where: 'metrics.auc >', says: 'a value is missing' },
    { sortBy: 'nothing', says: "Unknown column 'nothing'" },
  ])('are not chosen by what is a slip of the pen: $says', ({ says, ...choice }) => {
    expect(() => chooseRows(table, { isDescending: false, ...choice })).toThrow(says)
  })
})
