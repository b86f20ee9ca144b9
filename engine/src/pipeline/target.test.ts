import { describe, expect, it } from 'vitest'
import { parseTarget } from './target.ts'

describe('a target', () => {
  it.each([
    ['train', undefined, 'train'],
    ['train@a:b', undefined, 'train@a:b'],
    ['dvc.yaml', 'dvc.yaml', undefined],
    ['data.csv.dvc', 'data.csv.dvc', undefined],
    ['sub/dvc.yaml', 'sub/dvc.yaml', undefined],
    ['sub/dvc.yaml:train', 'sub/dvc.yaml', 'train'],
    ['sub/dvc.yaml:train@x@y', 'sub/dvc.yaml', 'train@x@y'],
    [':train', undefined, 'train'],
    ['sub/data.csv', undefined, 'sub/data.csv'],
    ['C:\\p\\dvc.yaml:train', 'C:\\p\\dvc.yaml', 'train'],
    ['dvc.yaml:', undefined, 'dvc.yaml:'],
  ])('%s names file %s and stage %s', (text, file, name) => {
    expect(parseTarget(text)).toEqual({ file, name })
  })

  it('is a pattern behind the last colon on demand', () => {
    expect(parseTarget('sub/dvc.yaml:tr*', { glob: true })).toEqual({ file: 'sub/dvc.yaml', name: 'tr*' })
    expect(parseTarget('tr*', { glob: true })).toEqual({ file: undefined, name: 'tr*' })
  })

  it('is no lock file', () => {
    expect(() => parseTarget('dvc.lock')).toThrow('Did you mean: `dvc.yaml`?')
    expect(() => parseTarget('sub/dvc.lock:train')).toThrow('Did you mean: `sub/dvc.yaml:train`?')
  })
})
