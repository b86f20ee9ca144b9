import { afterEach, describe, expect, it } from 'vitest'
import { makeProject, type TestProject } from '@sterna/testkit'

let project: TestProject
afterEach(() => project.remove())

describe('a person with a data file', () => {
  it('tracks it, changes it, and goes back', async () => {
    project = await makeProject({ 'data.csv': 'a\n1\n' })
    expect((await project.run('add data.csv')).shown).toMatchInlineSnapshot()
    expect(project.read('data.csv.dvc')).toMatchInlineSnapshot()
    expect((await project.run('status')).shown).toBe('Data and pipelines are up to date.')
    project.write({ 'data.csv': 'a\n2\n' })
    expect((await project.run('status')).shown).toMatchInlineSnapshot()
    expect((await project.run('checkout')).shown).toMatchInlineSnapshot()
    expect((await project.run('checkout --force')).shown).toMatchInlineSnapshot()
    expect(project.read('data.csv')).toBe('a\n1\n')
  })

  it('sends it to a folder and gets it back', async () => {
    project = await makeProject({ 'data/a': '1', 'data/b': '2' })
    await project.run('add data')
    await project.run('remote add -d store ../store')
    expect((await project.run('push')).shown).toBe('3 files pushed')
    expect((await project.run('push')).shown).toBe('Everything is up to date.')
    expect((await project.run('status')).code).toBe(0)
  })

  it('is told what is wrong and what to do', async () => {
    project = await makeProject()
    expect((await project.run('add nope')).shown).toMatchInlineSnapshot()
    expect((await project.run('push')).shown).toMatchInlineSnapshot()
    expect((await project.run('statsu')).shown.split('\n').at(-1)).toMatchInlineSnapshot()
  })

  it('outside of a project is told how to begin', async () => {
    project = await makeProject({}, { withoutInit: true })
    expect((await project.run('status')).shown).toMatchInlineSnapshot()
    expect((await project.run('')).shown).toMatchInlineSnapshot()
  })
})
