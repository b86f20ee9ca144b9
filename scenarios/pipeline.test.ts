import { afterEach, describe, expect, it } from 'vitest'
import { makeProject, type TestProject } from '@sterna/testkit'

let project: TestProject
afterEach(() => project.remove())

describe('a person with a pipeline', () => {
  it('runs it, runs what has changed, and gets earlier results back', async () => {
    project = await makeProject({ 'raw.txt': 'one\n' })
    expect((await project.run("stage add -n copy -d raw.txt -o copy.txt 'cp raw.txt copy.txt'")).shown).toMatchInlineSnapshot()
    expect((await project.run('repro')).shown).toMatchInlineSnapshot()
    expect((await project.run('repro')).shown).toMatchInlineSnapshot()
    project.write({ 'raw.txt': 'two\n' })
    expect((await project.run('status')).shown).toMatchInlineSnapshot()
    await project.run('repro')
    project.write({ 'raw.txt': 'one\n' })
    expect((await project.run('repro')).shown).toMatchInlineSnapshot()
    expect(project.read('copy.txt')).toBe('one\n')
  })

  it('keeps finished stages when a later one fails, and the output from before', async () => {
    project = await makeProject({
      'raw.csv': 'a\n',
      'dvc.yaml': 'stages:\n  clean:\n    cmd: cp raw.csv clean.csv\n    deps: [raw.csv]\n    outs: [clean.csv]\n  train:\n    cmd: exit 1\n    deps: [clean.csv]\n    outs: [model]\n',
      model: 'from last night',
    })
    const run = await project.run('repro')
    expect(run.code).toBe(255)
    expect(run.shown).toMatchInlineSnapshot()
    expect(project.read('dvc.lock')).toContain('clean:')
    expect(project.read('model')).toBe('from last night')
  })

  it('sees every mistake in dvc.yaml at once', async () => {
    project = await makeProject({ 'dvc.yaml': 'stages:\n  a:\n    cmd: echo\n    dep: [x]\n  b:\n    outs: [y]\n' })
    expect((await project.run('repro')).shown).toMatchInlineSnapshot()
  })

  it('asks where the project stands', async () => {
    project = await makeProject({ 'raw.txt': 'one\n' })
    expect((await project.run('')).shown).toMatchInlineSnapshot()
    await project.run('add raw.txt')
    expect((await project.run('')).shown).toMatchInlineSnapshot()
  })
})
