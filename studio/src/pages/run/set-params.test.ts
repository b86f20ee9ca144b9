import type { RunValue } from '@sterna/api'
import { describe, expect, it } from 'vitest'
import { setParams, variationCommand } from './set-params.ts'

const param = (name: string, value: RunValue['value'], here: RunValue['value'] = value): RunValue => ({
  kind: 'params',
  file: 'params.yaml',
  name,
  value,
  here,
})

describe('a variation of a run', () => {
  it.each([
    ['sets nothing that is so already', [param('lr', 1)], {}, []],
    ['sets what the run has otherwise than the work tree', [param('lr', 1, 2)], {}, ['lr=1']],
    ['sets what was typed, as it was typed', [param('lr', 1, 2)], { lr: 'choice(1,2)' }, ['lr=choice(1,2)']],
    ['names other files', [{ ...param('a.b', 1), file: 'p.toml' }], { 'p.toml:a.b': '2' }, ['p.toml:a.b=2']],
    ['quotes a text that could be something else', [param('s', '1', 2)], {}, ["s='1'"]],
    ['quotes what has quotes', [param('s', "it's", '')], {}, ["s='it\\'s'"]],
    [
      'leaves words and lists as they are',
      [param('s', 'adam', ''), param('l', '[1,2]', '')],
      {},
      ['s=adam', 'l=[1,2]'],
    ],
    ['knows that metrics are no parameters', [{ ...param('loss', 1, 2), kind: 'metrics' as const }], {}, []],
  ])('%s', (_, values, typed, expected) => {
    expect(setParams(values as RunValue[], typed)).toEqual(expected)
  })

  it('is the same as a command', () => {
    expect(variationCommand('', [], false)).toBe('sterna exp run --queue')
    expect(variationCommand('tern', ["s='a b'"], true)).toBe(
      `sterna exp run --queue -n tern -S 's='\\''a b'\\''' && sterna queue start`,
    )
  })
})
