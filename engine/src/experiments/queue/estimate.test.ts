import { expect, it } from 'vitest'
import { estimate } from './estimate.ts'

it.each([
  ['nothing is known', [], [], undefined],
  ['a stage never ran', [], [3, undefined], undefined],
  ['all stages ran', [], [3, 4], 7],
  ['another task ran', [5], [3, 4], 5],
  ['several tasks ran, of which one was slow', [2, 100, 3], [], 3],
  ['many tasks ran, of which the last count', [90, 90, 90, 1, 1, 1, 1, 1], [], 1],
] as const)('when %s', (_, tasks, stages, seconds) => {
  expect(estimate({ tasks, stages: () => stages })).toBe(seconds)
})
