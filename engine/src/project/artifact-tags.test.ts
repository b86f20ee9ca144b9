import { describe, expect, it } from 'vitest'
import { artifactName, compareVersions, parseArtifactTag } from './artifact-tags.ts'

describe('a tag of an artifact', () => {
  it.each([
    ['model@v1.2.3', { artifact: 'model', version: 'v1.2.3' }],
    ['model@v1.2.3!', { artifact: 'model', version: 'v1.2.3' }],
    ['model@v1.0.0-rc.1+b#3', { artifact: 'model', version: 'v1.0.0-rc.1+b' }],
    ['model#prod', { artifact: 'model', stage: 'prod' }],
    ['model#prod#2', { artifact: 'model', stage: 'prod' }],
    ['model#prod!#3', { artifact: 'model', stage: 'prod' }],
    ['path/to=model@v0.0.1', { artifact: 'path/to:model', version: 'v0.0.1' }],
    ['model@deprecated', { artifact: 'model' }],
    ['v1.2.3', undefined],
    ['model@1.2.3', undefined],
    ['model@v1.2', undefined],
    ['-model@v1.2.3', undefined],
  ])('%s', (tag, expected) => {
    expect(parseArtifactTag(tag)).toEqual(expected)
  })

  it('names an artifact of a dvc.yaml by its folder', () => {
    expect(['sub/dvc.yaml:m', 'dvc.yaml:m', 'sub:m', 'm'].map(artifactName)).toEqual(['sub:m', 'm', 'sub:m', 'm'])
  })

  it('has versions in the order of semantic versioning', () => {
    const inOrder = [
      'v0.9.9',
      'v1.0.0-1',
      'v1.0.0-alpha',
      'v1.0.0-alpha.1',
      'v1.0.0-rc.2',
      'v1.0.0-rc.10',
      'v1.0.0',
      'v1.2.0',
      'v1.10.0',
    ]
    expect([...inOrder].reverse().sort(compareVersions)).toEqual(inOrder)
  })
})
