import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, describe, expect, it } from 'vitest'

let project: TestProject
afterEach(() => project.remove())

describe('a person with a data file', () => {
  it('tracks it, changes it, and goes back', async () => {
    project = await makeProject({ 'data.csv': 'a\n1\n' })
    expect((await project.run('add data.csv')).shown).toMatchInlineSnapshot(`
      "
      To track the changes with git, run:

      	git add .gitignore data.csv.dvc

      To enable auto staging, run:

      	sterna config core.autostage true"
    `)
    expect(project.read('data.csv.dvc')).toMatchInlineSnapshot(`
      "outs:
      - md5: 34ff2335cbe2045ddc3b78993d1e971d
        size: 4
        hash: md5
        path: data.csv
      "
    `)
    expect((await project.run('status')).shown).toBe('Data and pipelines are up to date.')
    project.write({ 'data.csv': 'a\n2\n' })
    expect((await project.run('status')).shown).toMatchInlineSnapshot(`
      "data.csv.dvc:
      	changed outs:
      		modified:           data.csv"
    `)
    expect((await project.run('checkout')).shown).toMatchInlineSnapshot(`
      "ERROR: Can't remove the following unsaved files without confirmation. Use \`--force\` to force.
      <temp>/project/data.csv
      To keep them: sterna commit, or copy them elsewhere."
    `)
    expect((await project.run('checkout --force')).shown).toMatchInlineSnapshot(`"M       data.csv"`)
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
    expect((await project.run('add nope')).shown).toMatchInlineSnapshot(
      `"ERROR: output 'nope' does not exist: [Errno 2] No such file or directory: '<temp>/project/nope'"`,
    )
    expect((await project.run('push')).shown).toMatchInlineSnapshot(`
      "ERROR: failed to push data to the cloud - config file error: no remote specified in <temp>/project. Create a default remote with
          sterna remote add -d <remote name> <remote url>"
    `)
    expect((await project.run('statsu')).shown.split('\n').at(-1)).toMatchInlineSnapshot(`"Did you mean "status"?"`)
    expect((await project.run('remote lst')).shown.split('\n').at(-1)).toBe('Did you mean "list"?')
    expect((await project.run('gc --no-rash')).shown.split('\n').at(-1)).toBe('Did you mean "--no-trash"?')
  })

  it('outside of a project is told how to begin', async () => {
    project = await makeProject({}, { withoutInit: true })
    expect((await project.run('status')).shown).toMatchInlineSnapshot(`
      "ERROR: you are not inside of a DVC repository (checked up to mount point '/')
      To make one here: git init && sterna init"
    `)
    expect((await project.run('')).shown).toMatchInlineSnapshot(`
      "sterna keeps data, pipelines and models in a Git repository. You are not in a project yet.
      To see it fly:          sterna demo
      To begin in this folder: git init && sterna init, then sterna add DATA"
    `)
  })
})
