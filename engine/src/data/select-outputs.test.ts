import { describe, expect, it } from 'vitest'
import { type AbsolutePath, absolutePath, type RepoPath } from '../foundation/base/index.ts'
import { selectionOf, selectStages } from './select-outputs.ts'
import type { TrackedStage } from './tracked-stage.ts'

const root = absolutePath('/project')

function stage(file: string, name: string, output: string): TrackedStage {
  const path = output as RepoPath
  return {
    address: file === 'dvc.yaml' ? name : file.endsWith('.dvc') ? file : `${file}:${name}`,
    file: file as RepoPath,
    kind: file.endsWith('.dvc') ? 'source' : 'pipeline',
    outputs: [{ path, text: path, recorded: undefined, isCached: true, isPersistent: false, isPushed: true }],
    dependencies: [],
    isFrozen: false,
  }
}

const stages = [
  stage('raw.csv.dvc', '', 'raw.csv'),
  stage('dvc.yaml', 'train', 'model'),
  stage('dvc.yaml', 'fold@a', 'fold-a'),
  stage('dvc.yaml', 'fold@b:c', 'fold-b'),
  stage('sub/dvc.yaml', 'train', 'sub/model'),
  stage('sub/dvc.yaml', 'fold@b:c', 'sub/fold'),
]

function select(target: string, workingDirectory: AbsolutePath = root): string[] {
  return selectStages(stages, selectionOf({ root, workingDirectory }, [target])).map(({ address }) => address)
}

describe('a target selects', () => {
  it.each([
    ['train', ['train']],
    ['dvc.yaml:train', ['train']],
    [':train', ['train']],
    ['sub/dvc.yaml:train', ['sub/dvc.yaml:train']],
    ['fold', ['fold@a', 'fold@b:c']],
    ['fold@a', ['fold@a']],
    ['fold@b:c', ['fold@b:c']],
    ['sub/dvc.yaml:fold@b:c', ['sub/dvc.yaml:fold@b:c']],
    ['sub/dvc.yaml', ['sub/dvc.yaml:train', 'sub/dvc.yaml:fold@b:c']],
    ['raw.csv.dvc', ['raw.csv.dvc']],
    ['raw.csv', ['raw.csv.dvc']],
    ['sub/model', ['sub/dvc.yaml:train']],
  ])('with %s: %j', (target, addresses) => {
    expect(select(target)).toEqual(addresses)
  })

  it('stages of the file where the person stands', () => {
    expect(select('train', absolutePath(root, 'sub'))).toEqual(['sub/dvc.yaml:train'])
    expect(select('../dvc.yaml:train', absolutePath(root, 'sub'))).toEqual(['train'])
  })

  it('nothing if there is no such stage or output', () => {
    expect(() => select('b')).toThrow("'b' does not exist as an output or a stage name in 'dvc.yaml'")
    expect(() => select('dvc.lock')).toThrow('Did you mean: `dvc.yaml`?')
  })
})
