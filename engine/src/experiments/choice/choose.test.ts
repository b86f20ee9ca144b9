import { describe, expect, it } from 'vitest'
import { absolutePath } from '../../foundation/base/index.ts'
import { memoryFileSystem } from '../../foundation/system/index.ts'
import { type Directions, readDirections } from '../../metrics/index.ts'
import type { CommitData } from '../data/revision-data.ts'
import type { ShownBaseline, ShownExperiment } from '../show/shown-state.ts'
import { type ChoiceRequest, chooseExperiments } from './choose.ts'
import { paretoFront } from './pareto.ts'

function experiment(name: string, metrics: object, params: object = {}): ShownExperiment {
  const part = (file: string, values: object) =>
    JSON.stringify({ [file]: { data: values } })
      .replaceAll(':', ': ')
      .replaceAll(',', ', ')
  const data: CommitData = {
    commit: name,
    parent: undefined,
    seconds: 0,
    metrics: part('m.json', metrics),
    params: part('p.yaml', params),
    deps: '{}',
    outs: '{}',
  }
  return { name, revisions: [{ revision: name, name, state: { kind: 'commit', data } }], executor: undefined }
}

const waiting = (one: ShownExperiment): ShownExperiment => ({
  ...one,
  executor: { state: 'queued', name: 'dvc-task', place: undefined },
})

const problem = { kind: 'problem', problem: { message: '', type: '' } } as const
const baseline = (name: string, experiments: readonly ShownExperiment[]): ShownBaseline => ({
  revision: name,
  name,
  state: problem,
  experiments,
})

const all = [
  baseline('workspace', []),
  baseline('main', [
    experiment('a', { auc: 0.7, loss: 3 }, { lr: 1 }),
    experiment('b', { auc: 0.9, loss: 5 }, { lr: 2 }),
    experiment('c', { auc: 0.8, loss: 6 }, { lr: 2 }),
    experiment('n', { auc: null }, { lr: 1 }),
    waiting(experiment('q', { auc: 1.0, loss: 0 }, { lr: 1 })),
  ]),
  baseline('old', [experiment('d', { auc: 0.9, loss: 4 }, { lr: 1 })]),
]
const told: Directions = new Map([
  ['auc', 'max'],
  ['m.json:loss', 'min'],
])
const choose = (request: ChoiceRequest, directions = told) =>
  chooseExperiments(all, request, directions)
    .map(({ name, experiments }) => `${name}: ${experiments.map((one) => one.name).join(' ')}`)
    .join('; ')

describe('experiments that are chosen', () => {
  it.each<[ChoiceRequest, string]>([
    [{ best: 'auc' }, 'main: b; old: d'],
    [{ best: 'auc:min' }, 'main: a'],
    [{ best: 'loss' }, 'main: a'],
    [{ best: 'm.json:loss:max' }, 'main: c'],
    [{ best: 'auc', groupBy: 'lr' }, 'main: b; old: d'],
    [{ best: 'loss:max', groupBy: 'p.yaml:lr' }, 'main: c; old: d'],
    [{ pareto: ['auc', 'loss'] }, 'main: a; old: d'],
    [{ pareto: ['auc', 'loss:max'] }, 'main: b c'],
    [{ filter: 'metrics.auc >= 0.8' }, 'main: b c q; old: d'],
    [{ filter: 'metrics.auc >= 0.8 and not params.p.yaml:lr == 2', best: 'loss:max' }, 'old: d'],
    [{ filter: 'params.lr > 5' }, ''],
    [{ groupBy: 'lr' }, 'workspace: ; main: a n q b c; old: d'],
  ])('by %j are %s', (request, expected) => {
    expect(choose(request)).toBe(expected)
  })

  it('are not looked for by a value that none has', () => {
    expect(() => choose({ filter: 'metrics.lr > 1' })).toThrow("Unknown metric 'lr'")
    expect(() => choose({ filter: 'metrics.auc >' })).toThrow('The filter is not understood')
  })

  it('need a direction', () => {
    expect(() => choose({ best: 'loss' }, new Map())).toThrow("Whether more or less of 'loss' is better is not known.")
    expect(() => choose({ best: 'nope:max' })).toThrow("Unknown metric 'nope'")
  })
})

describe('points that no other one beats', () => {
  it('are the same as by comparing each with each', () => {
    let state = 7
    const next = () => (state = (state * 48_271) % 2_147_483_647) % 6
    for (let round = 0; round < 200; round++) {
      const points = Array.from({ length: 8 }, () => (next() === 0 ? undefined : ([next(), next()] as const)))
      const slow = points.flatMap((one, index) => {
        const isBeaten = points.some(
          (other) =>
            one && other && other[0] >= one[0] && other[1] >= one[1] && (other[0] > one[0] || other[1] > one[1]),
        )
        return one && !isBeaten ? [index] : []
      })
      expect([...paretoFront(points)].sort()).toEqual(slow)
    }
  })

  it('may be as bad as can be in one thing', () => {
    const worst = Number.NEGATIVE_INFINITY
    const points = [
      [3, worst],
      [2, worst],
      [1, 5],
      [3, worst],
    ] as const
    expect([...paretoFront(points)].sort()).toEqual([0, 2, 3])
  })
})

describe('directions of metrics', () => {
  const read = (text?: string) => {
    const files = memoryFileSystem()
    if (text !== undefined) files.writeAtomic(absolutePath('/sterna.yaml'), text)
    return readDirections({ files, root: absolutePath('/') })
  }

  it('stand in sterna.yaml', () => {
    expect(read()).toEqual(new Map())
    expect(read('other: 1\n')).toEqual(new Map())
    expect(read('metrics: {auc: max, "eval/m.json:loss": min}\n')).toEqual(
      new Map([
        ['auc', 'max'],
        ['eval/m.json:loss', 'min'],
      ]),
    )
  })

  it.each([
    ['metrics: {auc: up}\n', "'sterna.yaml' gives the metric 'auc' a direction that is neither max nor min."],
    ['metrics: [auc]\n', `'sterna.yaml' has a list under "metrics".`],
  ])('are refused in %j', (text, message) => {
    expect(() => read(text)).toThrow(message)
  })
})
