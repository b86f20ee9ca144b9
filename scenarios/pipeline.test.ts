import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, describe, expect, it } from 'vitest'

let project: TestProject
afterEach(() => project.remove())

describe('a person with a pipeline', () => {
  it('runs it, runs what has changed, and gets earlier results back', async () => {
    project = await makeProject({ 'raw.txt': 'one\n' })
    expect(
      (await project.run("stage add -n copy -d raw.txt -o copy.txt 'cp raw.txt copy.txt'")).shown,
    ).toMatchInlineSnapshot(`
      "Added stage 'copy' in 'dvc.yaml'

      To track the changes with git, run:

      	git add .gitignore dvc.yaml

      To enable auto staging, run:

      	sterna config core.autostage true"
    `)
    expect((await project.run('repro')).shown).toMatchInlineSnapshot(`
      "Running stage 'copy':
      > cp raw.txt copy.txt
      Generating lock file 'dvc.lock'
      Updating lock file 'dvc.lock'

      To track the changes with git, run:

      	git add dvc.lock

      To enable auto staging, run:

      	sterna config core.autostage true
      Use \`sterna push\` to send your updates to remote storage."
    `)
    expect((await project.run('repro')).shown).toMatchInlineSnapshot(`
      "Stage 'copy' didn't change, skipping
      Data and pipelines are up to date."
    `)
    project.write({ 'raw.txt': 'two\n' })
    expect((await project.run('status')).shown).toMatchInlineSnapshot(`
      "copy:
      	changed deps:
      		modified:           raw.txt"
    `)
    await project.run('repro')
    project.write({ 'raw.txt': 'one\n' })
    expect((await project.run('repro')).shown).toMatchInlineSnapshot(`
      "Stage 'copy' is cached - skipping run, checking out outputs
      Updating lock file 'dvc.lock'

      To track the changes with git, run:

      	git add dvc.lock

      To enable auto staging, run:

      	sterna config core.autostage true
      Use \`sterna push\` to send your updates to remote storage."
    `)
    expect(project.read('copy.txt')).toBe('one\n')
  })

  it('keeps finished stages when a later one fails, and the output from before', async () => {
    project = await makeProject({
      'raw.csv': 'a\n',
      'dvc.yaml':
        'stages:\n  clean:\n    cmd: cp raw.csv clean.csv\n    deps: [raw.csv]\n    outs: [clean.csv]\n  train:\n    cmd: exit 1\n    deps: [clean.csv]\n    outs: [model]\n',
      model: 'from last night',
    })
    const run = await project.run('repro')
    expect(run.code).toBe(255)
    expect(run.shown).toMatchInlineSnapshot(`
      "Running stage 'clean':
      > cp raw.csv clean.csv
      Generating lock file 'dvc.lock'
      Updating lock file 'dvc.lock'

      Running stage 'train':
      > exit 1
      ERROR: failed to reproduce 'train': failed to run: exit 1, exited with 1"
    `)
    expect(project.read('dvc.lock')).toContain('clean:')
    expect(project.read('model')).toBe('from last night')
  })

  it('sees every mistake in dvc.yaml at once', async () => {
    project = await makeProject({ 'dvc.yaml': 'stages:\n  a:\n    cmd: echo\n    dep: [x]\n  b:\n    outs: [y]\n' })
    expect((await project.run('repro')).shown).toMatchInlineSnapshot(`
      "ERROR: './dvc.yaml' validation failed: 2 errors.

      extra keys not allowed, in stages -> a -> dep, line 4, column 5
        2 |   a:
        3 |     cmd: echo
      > 4 |     dep: [x]
          |     ^
        5 |   b:
        6 |     outs: [y]

      required key not provided, in stages -> b -> cmd, line 5, column 3
        3 |     cmd: echo
        4 |     dep: [x]
      > 5 |   b:
          |   ^
        6 |     outs: [y]
        7 | 
      Correct "dvc.yaml"."
    `)
  })

  it('asks where the project stands', async () => {
    project = await makeProject({ 'raw.txt': 'one\n' })
    expect((await project.run('')).shown).toMatchInlineSnapshot(`
      "0 data sets, 0 stages; everything is as recorded.
      No remote: the data is on this machine only.
      Next: sterna add DATA, to track a file or folder"
    `)
    await project.run('add raw.txt')
    expect((await project.run('')).shown).toMatchInlineSnapshot(`
      "1 data set, 0 stages; everything is as recorded.
      No remote: the data is on this machine only.
      Next: git commit, so that this state can be found again"
    `)
  })
})

describe('a dependency that is written while the command of its stage runs', () => {
  const stageOf = (cmd: string, dependency: string) =>
    `stages:\n  s:\n    cmd: ${cmd}\n    deps: [${dependency}]\n    outs: [o]\n`

  it('is named, and nothing is recorded of the run until somebody says so', async () => {
    project = await makeProject({ d: 'a\n', 'dvc.yaml': stageOf('cat d > o && echo b >> d', 'd') })
    const run = await project.run('repro')
    expect(run.code).toBe(255)
    expect(run.stderr).toMatchInlineSnapshot(`
      "ERROR: failed to reproduce 's': 'd' was written while stage 's' ran, so nothing was recorded of this run.
      Run it again. If its outputs are right for what is there now: sterna commit s
      "
    `)
    expect(project.read('dvc.lock')).toBeUndefined()
    expect(project.read('o')).toBe('a\n')
    expect((await project.run('commit -f s')).code).toBe(0)
    expect(project.read('dvc.lock')).toContain('size: 4')
  })

  it('is named as a file of its directory', async () => {
    project = await makeProject({ 'd/sub/f': 'a\n', 'dvc.yaml': stageOf('cp d/sub/f o && echo b > d/sub/f', 'd') })
    expect((await project.run('repro')).stderr).toContain("'d/sub/f' was written while stage 's' ran")
  })

  it('is named when it was taken away', async () => {
    project = await makeProject({ d: 'a\n', 'dvc.yaml': stageOf('mv d o', 'd') })
    expect((await project.run('repro')).stderr).toContain("'d' was written while stage 's' ran")
  })

  it('is not named if it is only a file that is new in a directory', async () => {
    project = await makeProject({ 'd/f': 'a\n', 'dvc.yaml': stageOf('cp d/f o && echo b > d/new', 'd') })
    expect((await project.run('repro')).stderr).toBe('')
    expect(project.read('dvc.lock')).toContain('nfiles: 1')
  })
})
