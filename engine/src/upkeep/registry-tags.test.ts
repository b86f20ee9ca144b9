import { describe, expect, it } from 'vitest'
import { registryTags } from './registry-tags.ts'

describe('tags of the registry', () => {
  it.each([
    ['model@v1.2.3', true],
    ['some/dir=model@v1.2.3', true],
    ['a-b/c@v10.0.0-rc.1+build.7', true],
    ['model@v1.0.0#3', true],
    ['model#prod', true],
    ['model#prod#12', true],
    ['model@v1.2.3!', false],
    ['model#prod!#2', false],
    ['model@deprecated', false],
    ['model@1.2.3', false],
    ['v1.2.3', false],
    ['release', false],
    ['@v1.0.0', false],
  ])('%s: %s', (name, isMeant) => {
    const git = { refs: () => [{ name: `refs/tags/${name}`, commit: 'c' }] }
    expect(registryTags(git)).toEqual(isMeant ? [{ name, commit: 'c' }] : [])
  })
})
