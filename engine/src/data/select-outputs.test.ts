import { describe, expect, it } from 'vitest'
import { type AbsolutePath, absolutePath, type RepoPath } from '../foundation/base/index.ts'
import { selectOutputs, selectStages } from './select-outputs.ts'
import { selectionOf } from './selection.ts'
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

describe('a target inside of a directory', () => {
  const hash = '3da72d2370877fb8b2ac11e0094ba798.dir'
  const [directory] = [stage('d.dvc', '', 'd')].map((one) => ({
    ...one,
    outputs: one.outputs.map((output) => ({ ...output, recorded: { hash } })),
  }))
  const [file] = [stage('f.dvc', '', 'f')].map((one) => ({
    ...one,
    outputs: one.outputs.map((output) => ({ ...output, recorded: { hash: 'd41d8cd98f00b204e9800998ecf8427e' } })),
  }))
  const parts = (targets: readonly string[]) =>
    selectOutputs([directory!, file!], selectionOf({ root, workingDirectory: root }, targets)).map((one) => [
      one.output.path,
      one.parts,
    ])

  it.each([
    [['d/a'], [['d', ['a']]]],
    [['d/sub/', 'd/sub/b', 'd/c'], [['d', ['c', 'sub']]]],
    [['d/a', 'd'], [['d', undefined]]],
    [
      ['d.dvc', 'd/a', 'f'],
      [
        ['d', undefined],
        ['f', undefined],
      ],
    ],
    [
      [],
      [
        ['d', undefined],
        ['f', undefined],
      ],
    ],
  ])('%j selects %j', (targets, expected) => {
    expect(parts(targets)).toEqual(expected)
  })

  it('does not exist in a file', () => {
    expect(() => parts(['f/a'])).toThrow("'f/a' does not exist as an output")
  })
})
