import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, describe, expect, it } from 'vitest'

let project: TestProject
afterEach(() => project.remove())

const forget = (...names: readonly string[]) =>
  names.forEach((name) => fs.rmSync(path.join(project.directory, name), { recursive: true }))

const tree = { 'd/1': 'one\n', 'd/sub/2': 'two\n', 'd/sub/3': 'three\n' }

describe('a person who needs only a part of a directory', () => {
  it('gets it, and nothing else', async () => {
    project = await makeProject(tree)
    await project.run('add d')
    await project.run('remote add -d store ../store')
    await project.run('push')
    forget('d', '.dvc/cache')
    expect((await project.run('pull d/sub/2')).shown).toMatchInlineSnapshot(`
      "A       d/
      2 files fetched and 1 file added"
    `)
    expect(project.read('d/1')).toBeUndefined()
    expect((await project.run('pull --glob d/s*')).shown).toMatchInlineSnapshot(`
      "M       d/
      1 file fetched and 1 file added"
    `)
    expect(project.read('d/sub/3')).toBe('three\n')
  })

  it('is told that a part alone cannot be got by others, until the whole is pushed', async () => {
    project = await makeProject(tree)
    await project.run('add d')
    await project.run('remote add -d store ../store')
    expect((await project.run('push d/sub')).shown).toMatchInlineSnapshot(`
      "WARNING: The remote has only some files of these directories; nobody can get them from there before they are pushed as a whole:
        d
      2 files pushed"
    `)
    expect((await project.run('push')).shown).toBe('2 files pushed')
    expect((await project.run('push d/sub')).shown).toBe('Everything is up to date.')
  })

  it('keeps changes in the part that are nowhere else', async () => {
    project = await makeProject(tree)
    await project.run('add d')
    project.write({ 'd/sub/2': 'changed\n', 'd/1': 'changed, too\n' })
    expect((await project.run('checkout d/sub')).shown).toMatchInlineSnapshot(`
      "ERROR: Can't remove the following unsaved files without confirmation. Use \`--force\` to force.
      <temp>/project/d/sub/2
      To keep them: sterna commit, or copy them elsewhere."
    `)
    expect((await project.run('checkout --force d/sub')).shown).toBe('M       d/')
    expect(project.read('d/1')).toBe('changed, too\n')
  })
})
