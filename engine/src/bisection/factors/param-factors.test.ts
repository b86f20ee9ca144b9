import { describe, expect, it } from 'vitest'
import type { RepoPath } from '../../foundation/base/index.ts'
import { paramFactors, withParams } from './param-factors.ts'

const file = 'params.yaml' as RepoPath
const before = 'lr: 0.1   # of Adam\nnet:\n  layers: 3\n  size: [8, 8]\nold: 1\n'
const after = 'lr: 0.2\nnet:\n  layers: 3\n  size: [8, 9]\n  name: big\n'

describe('changes of parameters', () => {
  it('are one for each value', () => {
    const found = paramFactors(file, before, after).map(({ keys, before, after }) => [keys.join('.'), before, after])
    expect(found).toEqual([
      ['lr', 0.1, 0.2],
      ['net.size', [8, 8], [8, 9]],
      ['net.name', undefined, 'big'],
      ['old', 1, undefined],
    ])
  })

  it('can be made one by one, and the rest of the file stays', () => {
    const factors = paramFactors(file, before, after)
    expect(withParams(before, file, factors.slice(0, 1))).toBe(before.replace('0.1', '0.2'))
    expect(withParams(before, file, factors.slice(2))).toBe(
      'lr: 0.1   # of Adam\nnet:\n  layers: 3\n  size: [8, 8]\n  name: big\n',
    )
  })
})
