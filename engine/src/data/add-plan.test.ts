import { describe, expect, it } from 'vitest'
import type { RepoPath } from '../foundation/base/index.ts'
import { planAdds } from './add-plan.ts'
import type { TrackedStage } from './tracked-stage.ts'

function stage(file: string, output: string, hash: string): TrackedStage {
  const path = output as RepoPath
  return {
    address: file,
    file: file as RepoPath,
    kind: file.endsWith('.dvc') ? 'source' : 'pipeline',
    outputs: [{ path, text: path, recorded: { hash }, isCached: true, isPersistent: false, isPushed: true }],
    dependencies: [],
    isFrozen: false,
  }
}

const stages = [
  stage('d.dvc', 'd', '3da72d2370877fb8b2ac11e0094ba798.dir'),
  stage('other.dvc', 'f', 'd41d8cd98f00b204e9800998ecf8427e'),
  stage('dvc.yaml', 'made', '3da72d2370877fb8b2ac11e0094ba798.dir'),
  stage('p/q/x.dvc', 'p/q/x', 'd41d8cd98f00b204e9800998ecf8427e'),
]

function plan(...paths: readonly string[]): string[] {
  return planAdds(stages, paths as RepoPath[]).map((step) =>
    step.kind === 'whole' ? `${step.path} in ${step.file}` : `${step.directory.output.path}: ${step.parts.join(' ')}`,
  )
}

describe('adding', () => {
  it.each([
    [['new'], ['new in new.dvc']],
    [
      ['sub/new', 'f'],
      ['sub/new in sub/new.dvc', 'f in other.dvc'],
    ],
    [
      ['d/a', 'new', 'd/b/c'],
      ['d: a b/c', 'new in new.dvc'],
    ],
    [['d/b/c', 'd/b'], ['d: b']],
    [['d/a', 'd'], ['d in d.dvc']],
    [['d', 'd/a'], ['d in d.dvc']],
  ])('%j comes to %j', (paths, steps) => {
    expect(plan(...paths)).toEqual(steps)
  })

  it.each([
    ['f/x', "Cannot modify 'f' which is being tracked as a file"],
    ['made', "cannot update 'made': overlaps with an output of stage: 'dvc.yaml'"],
    ['made/x', "cannot update 'made/x': overlaps with an output of stage: 'dvc.yaml'"],
    ['p', "Cannot add 'p', because it is overlapping with other DVC tracked output: 'p/q/x'."],
  ])('%s is refused: %s', (path, message) => {
    expect(() => plan(path)).toThrow(message)
  })
})
