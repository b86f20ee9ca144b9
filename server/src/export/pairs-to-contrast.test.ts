import type { ExperimentsAnswer } from '@sterna/api'
import { describe, expect, it } from 'vitest'
import { pairsToContrast } from './pairs-to-contrast.ts'

const rows = {
  kind: ['workspace', 'commit', 'experiment', 'experiment'],
  revision: ['workspace', 'main', 'a', 'b'],
  parent: [null, null, 1, 1],
} as unknown as ExperimentsAnswer['rows']

const shown = (most?: number) => pairsToContrast(rows, most).map(({ before, after }) => `${before} ${after}`)

describe('pairs that an export contrasts', () => {
  it('are experiments with the commits they began at before all others', () => {
    expect(shown(3)).toEqual(['main a', 'main b', 'main workspace'])
  })

  it('are any two, both ways, but the workspace is no state to begin from', () => {
    expect(shown()).toEqual([
      'main a',
      'main b',
      'main workspace',
      'a workspace',
      'a main',
      'a b',
      'b workspace',
      'b main',
      'b a',
    ])
  })
})
