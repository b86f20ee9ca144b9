import * as fs from 'node:fs'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, describe, expect, it } from 'vitest'

let project: TestProject
afterEach(() => project.remove())

const pipeline = `stages:
  clean:
    cmd: mkdir -p clean && cp raw/* clean/
    deps: [raw]
    outs: [clean]
  train:
    cmd: cat clean/a params.yaml > model
    deps: [clean/a]
    params: [lr]
    outs: [model]
  report:
    cmd: wc -c < model > report
    deps: [model]
    outs: [report]
`
const files = { 'dvc.yaml': pipeline, 'params.yaml': 'lr: 0.1\n', 'raw/a': 'a\n', 'raw/b': 'b\n' }

describe('a person asks why', () => {
  it('a stage runs, and what follows from it', async () => {
    project = await makeProject(files)
    expect((await project.run('why train')).shown).toMatchInlineSnapshot(`
      "train runs:
        it has no entry in dvc.lock: it never ran, or its entry was lost
        clean/a is made by clean, which runs
      Because of it: report runs."
    `)
    await project.run('repro')
    expect((await project.run('why train')).shown).toMatchInlineSnapshot(
      `"train is up to date: its command, 1 dependency, 1 parameter and 1 output are as recorded in dvc.lock."`,
    )
    project.write({ 'params.yaml': 'lr: 0.2\n', 'raw/a': 'aa\n', 'raw/c': 'c\n' })
    expect((await project.run('why')).shown).toMatchInlineSnapshot(`
      "clean runs:
        raw changed: 562ee69 (2 files, 4 B) → 8a95e04 (3 files, 7 B)
          changed  a  60b725f (2 B) → d404401 (3 B)
          added    c  2cd6ee2 (2 B)

      train runs:
        params.yaml: lr 0.1 → 0.2
        clean/a is made by clean, which runs

      report may run:
        model is made by train, which runs

      3 stages: 2 to run, 1 that may run."
    `)
    expect((await project.run('why clean --limit 1')).shown).toMatchInlineSnapshot(`
      "clean runs:
        raw changed: 562ee69 (2 files, 4 B) → 8a95e04 (3 files, 7 B)
          changed  a  60b725f (2 B) → d404401 (3 B)
          and 1 more: 1 added, 1 changed, 0 removed in all
      Because of it: train runs, report may run."
    `)
  })

  it('a file makes stages run', async () => {
    project = await makeProject(files)
    await project.run('repro')
    project.write({ 'raw/a': 'aa\n' })
    expect((await project.run('why raw/a')).shown).toMatchInlineSnapshot(`
      "raw/a is read by clean.
      clean runs:
        raw changed: 562ee69 (2 files, 4 B) → 941fe4c (2 files, 5 B)
          changed  a  60b725f (2 B) → d404401 (3 B)
      Because of it: clean runs, train may run, report may run."
    `)
    expect((await project.run('why raw/b')).shown).toMatchInlineSnapshot(`
      "raw/b is read by clean.
      Nothing runs because of it."
    `)
    expect(await project.run('why nobody')).toMatchObject({ code: 255, shown: expect.stringContaining('Nor does') })
  })

  it('a program gets the same', async () => {
    project = await makeProject(files)
    await project.run('repro')
    project.write({ 'params.yaml': 'lr: 0.2\n' })
    expect(JSON.parse((await project.run('why train --json')).stdout)).toEqual({
      targets: [
        {
          target: 'train',
          stages: [
            {
              stage: 'train',
              outlook: 'run',
              seconds: expect.any(Number),
              reasons: [{ kind: 'param', path: 'params.yaml', key: 'lr', change: 'modified', before: 0.1, after: 0.2 }],
            },
          ],
          readers: [],
          after: [
            {
              stage: 'report',
              outlook: 'may-run',
              seconds: expect.any(Number),
              reasons: [{ kind: 'upstream', path: 'model', stage: 'train', outlook: 'run' }],
            },
          ],
        },
      ],
    })
  })

  it('and repro --explain follows what comes from the cache to those after it', async () => {
    project = await makeProject(files)
    await project.run('repro')
    project.write({ 'raw/a': 'aa\n', 'params.yaml': 'lr: 0.2\n' })
    await project.run('repro')
    project.write({ 'raw/a': 'a\n', 'params.yaml': 'lr: 0.1\n' })
    expect((await project.run('repro --explain')).shown).toMatchInlineSnapshot(`
      "clean comes from the cache:
        raw changed: 941fe4c (2 files, 5 B) → 562ee69 (2 files, 4 B)
          changed  a  d404401 (3 B) → 60b725f (2 B)

      train comes from the cache:
        clean/a changed: d404401 (3 B) → 60b725f (2 B)
        params.yaml: lr 0.2 → 0.1
        clean/a is made by clean, which comes from the cache

      report comes from the cache:
        model changed: 5aed927 (11 B) → 70eb0f9 (10 B)
        model is made by train, which comes from the cache

      3 stages: 3 from the cache."
    `)
    const { shown } = await project.run('repro')
    expect(shown.match(/is cached - skipping run/g)).toHaveLength(3)
  })

  it('of what cannot run, and of what is forced', async () => {
    project = await makeProject(files)
    await project.run('repro')
    expect((await project.run('repro --explain --force-downstream -f -s report')).shown).toMatchInlineSnapshot(`
      "report runs:
        it is forced to

      1 stage: 1 to run."
    `)
    project.write({ 'dvc.yaml': pipeline.replaceAll('raw', 'lost') })
    expect((await project.run('repro --explain')).shown).toMatchInlineSnapshot(`
      "clean is blocked:
        its command changed:
          - mkdir -p clean && cp raw/* clean/
          + mkdir -p clean && cp lost/* clean/
        lost is missing
        lost is not there, and no stage makes it

      train is blocked:
        clean/a is made by clean, which is blocked

      report is blocked:
        model is made by train, which is blocked

      3 stages: 3 blocked."
    `)
  })

  it('of data that is only missing, if remotes are asked', async () => {
    project = await makeProject({
      'data.csv': '1\n',
      'dvc.yaml': 'stages:\n  copy: {cmd: cp data.csv copy.csv, deps: [data.csv], outs: [copy.csv]}\n',
    })
    await project.run('add -q data.csv')
    await project.run('repro -q')
    await project.run('remote add -d store ../store')
    await project.run('push -q')
    for (const path of ['data.csv', 'copy.csv', '.dvc/cache'])
      fs.rmSync(`${project.directory}/${path}`, { recursive: true })
    expect((await project.run('repro --explain')).shown).toMatchInlineSnapshot(`
      "data.csv.dvc is blocked:
        data.csv is not in the cache: b026324 (2 B)
        data.csv is not there, to get it: sterna checkout, or sterna pull

      copy is blocked:
        copy.csv is not in the cache: b026324 (2 B)
        data.csv is made by data.csv.dvc, which is blocked

      2 stages: 2 blocked."
    `)
    expect((await project.run('repro --explain --pull')).shown).toMatchInlineSnapshot(`
      "data.csv.dvc comes from the remote:
        data.csv is not in the cache: b026324 (2 B)

      copy comes from the remote:
        copy.csv is not in the cache: b026324 (2 B)
        data.csv is made by data.csv.dvc, which comes from the remote

      2 stages: 2 from the remote."
    `)
    expect((await project.run('repro --pull')).shown).not.toContain('Running')
  })

  it('of data that somebody edited, and of a frozen stage', async () => {
    project = await makeProject({
      'data.csv': '1\n',
      'dvc.yaml':
        'stages:\n  copy: {cmd: cp data.csv copy.csv, deps: [data.csv], outs: [copy.csv]}\n  old: {cmd: echo > old, frozen: true, deps: [copy.csv], outs: [old]}\n',
    })
    await project.run('add -q data.csv')
    await project.run('repro --force')
    project.write({ 'data.csv': '2\n' })
    expect((await project.run('why data.csv')).shown).toMatchInlineSnapshot(`
      "data.csv.dvc is recorded as it is:
        data.csv was edited: b026324 (2 B) → 26ab0db (2 B)
      Because of it: copy runs."
    `)
    await project.run('repro')
    project.write({ old: 'edited\n' })
    expect((await project.run('why old')).shown).toMatchInlineSnapshot(`
      "old is recorded as it is:
        it has no entry in dvc.lock: it never ran, or its entry was lost"
    `)
  })
})
