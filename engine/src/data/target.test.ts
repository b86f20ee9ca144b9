import { describe, expect, it } from 'vitest'
import { parseTarget } from './target.ts'

describe('a target', () => {
  it.each([
    ['train', undefined, 'train'],
    ['train@a:b', undefined, 'train@a:b'],
    ['train@', undefined, 'train@'],
    ['dvc.yaml', undefined, 'dvc.yaml'],
    ['sub/dvc.yaml:train', 'sub/dvc.yaml', 'train'],
    ['sub/dvc.yaml:train@x@y', 'sub/dvc.yaml', 'train@x@y'],
    ['sub/dvc.yaml:train@', 'sub/dvc.yaml', 'train'],
    [':train', undefined, 'train'],
    ['sub/data.csv', undefined, 'sub/data.csv'],
    ['sub:1/data.csv', undefined, 'sub:1/data.csv'],
    ['C:\\p\\dvc.yaml:train', 'C:\\p\\dvc.yaml', 'train'],
    ['dvc.yaml:', undefined, 'dvc.yaml:'],
  ])('%s names file %s and stage %s', (text, file, name) => {
    expect(parseTarget(text)).toEqual({ file, name })
  })

  it('is no lock file', () => {
    expect(() => parseTarget('dvc.lock')).toThrow('Did you mean: `dvc.yaml`?')
    expect(() => parseTarget('sub/dvc.lock:train')).toThrow('Did you mean: `sub/dvc.yaml:train`?')
  })
})
