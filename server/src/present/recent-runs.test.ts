import type { ValueColumn } from '@sterna/engine'
import { expect, it } from 'vitest'
import { recentRuns } from './recent-runs.ts'

const rows = {
  kind: ['workspace', 'commit', 'experiment', 'experiment', 'experiment'],
  revision: ['workspace', 'a'.repeat(40), 'b'.repeat(40), 'c'.repeat(40), 'd'.repeat(40)],
  name: [null, 'main', 'early', null, 'late'],
  parent: [null, null, 1, 1, 1],
  state: [null, null, 'success', null, 'failed'],
  seconds: [null, 5, 10, 20, 30],
  problem: [],
  isPinned: [],
}
const values = [0.5, 0.5, 0.7, 0.4, undefined]
const column = { kind: 'metrics', file: 'm.json', name: 'auc', at: (row: number) => values[row] }
const shown = { id: 'metrics:m.json:auc', kind: 'metrics', file: 'm.json', name: 'auc' }
const ask = (columns: readonly object[]) =>
  recentRuns({ rows, columns } as unknown as Parameters<typeof recentRuns>[0], [column as unknown as ValueColumn])

it('are the newest experiments, with the metric and what it was where they began', () => {
  expect(ask([{ ...shown, direction: 'max' }])).toEqual([
    { name: 'late', seconds: 30, state: 'failed', metric: { name: 'auc', direction: 'max', value: null, base: 0.5 } },
    {
      name: 'c'.repeat(40),
      seconds: 20,
      state: 'success',
      metric: { name: 'auc', direction: 'max', value: 0.4, base: 0.5 },
    },
    { name: 'early', seconds: 10, state: 'success', metric: { name: 'auc', direction: 'max', value: 0.7, base: 0.5 } },
  ])
})

it('are told without a metric where there is none', () => {
  expect(ask([])[0]).toEqual({ name: 'late', seconds: 30, state: 'failed' })
})
