import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, describe, expect, it } from 'vitest'

const commit = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', 'commit', '--quiet', '-m']

let project: TestProject
afterEach(() => project.remove())

async function twoRevisions(): Promise<TestProject> {
  project = await makeProject({
    'dvc.yaml': [
      'stages:',
      '  train:',
      '    cmd: cat data/a params.yaml > model',
      '    deps: [data]',
      '    params: [lr]',
      '    outs: [model]',
      'metrics: [metrics.json]',
      'plots: [loss.csv]',
      '',
    ].join('\n'),
    'params.yaml': 'lr: 0.01\nseed: 7\n',
    'metrics.json': '{"auc": 0.81}',
    'loss.csv': 'step,loss\n1,0.5\n',
    'sterna.yaml': 'metrics: {auc: max}\n',
    'train.py': 'a\nb\n',
    'old name.py': 'one\ntwo\nthree\n',
    'requirements.txt': 'numpy==1.26.0\nscipy==1.11\n',
    'data/a': 'a\n1\n',
    'data/b': 'b\n',
  })
  await project.run('add data')
  await project.run('repro')
  project.git('add', '-A')
  project.git(...commit, 'first')
  project.write({
    'params.yaml': 'lr: 0.02\nseed: 7\n',
    'metrics.json': '{"auc": 0.84}',
    'loss.csv': 'step,loss\n1,0.4\n',
    'train.py': 'a\nc\nd\n',
    'new name.py': 'one\ntwo\nthree\n',
    'requirements.txt': 'numpy==2.0.1\npandas==2.2\n',
    'data/a': 'a\n1\n2\n',
  })
  project.git('rm', '--quiet', 'old name.py')
  await project.run('repro')
  await project.run('add data')
  project.git('add', '-A')
  project.git(...commit, 'second')
  return project
}

describe('diff', () => {
  it('of two named revisions tells all that differs, each file once', async () => {
    await twoRevisions()
    expect((await project.run('diff HEAD~1 HEAD --content')).shown).toMatchInlineSnapshot(`
      "Modified:
          data/
          data/a  (4B -> 6B, 2 -> 3 lines)
          model  (21B -> 23B, 4 -> 5 lines)

      files summary: 2 modified

      Code:
          renamed old name.py -> new name.py (+0, -0 lines)
          modified train.py (+2, -1 lines)

      Params:
          Path         Param    HEAD~1    HEAD
          params.yaml  lr       0.01      0.02

      Metrics:
          Path          Metric    HEAD~1    HEAD    Change
          metrics.json  auc       0.81      0.84    0.03      better

      Environment:
          requirements.txt: numpy 1.26.0 -> 2.0.1
          requirements.txt: pandas 2.2 added
          requirements.txt: scipy 1.11 removed

      Plots:
          loss.csv"
    `)
    expect((await project.run('diff HEAD~1 HEAD --data')).shown).toMatchInlineSnapshot(`
      "Modified:
          data/
          data/a
          model

      files summary: 2 modified"
    `)
    expect((await project.run('diff HEAD HEAD')).shown).toBe('')
    expect((await project.run('diff HEAD~1 HEAD --whole --md')).shown).toMatchInlineSnapshot(`
      "### Data

      | Status   | Path   |
      |----------|--------|
      | modified | data/  |
      | modified | data/a |
      | modified | model  |

      ### Code

      - renamed old name.py -> new name.py (+0, -0 lines)
      - modified train.py (+2, -1 lines)

      ### Params

      | Path        | Param   | HEAD~1   | HEAD   |
      |-------------|---------|----------|--------|
      | params.yaml | lr      | 0.01     | 0.02   |

      ### Metrics

      | Path         | Metric   | HEAD~1   | HEAD   | Change   |        |
      |--------------|----------|----------|--------|----------|--------|
      | metrics.json | auc      | 0.81     | 0.84   | 0.03     | better |

      ### Environment

      - requirements.txt: numpy 1.26.0 -> 2.0.1
      - requirements.txt: pandas 2.2 added
      - requirements.txt: scipy 1.11 removed

      ### Plots

      - loss.csv"
    `)
    expect(JSON.parse((await project.run('diff HEAD~1 HEAD --whole --json')).stdout)).toMatchInlineSnapshot(`
      {
        "code": [
          {
            "kind": "renamed",
            "lines": {
              "added": 0,
              "deleted": 0,
            },
            "old_path": "old name.py",
            "path": "new name.py",
          },
          {
            "kind": "modified",
            "lines": {
              "added": 2,
              "deleted": 1,
            },
            "path": "train.py",
          },
        ],
        "data": {
          "added": [],
          "deleted": [],
          "modified": [
            {
              "path": "data/",
            },
            {
              "path": "data/a",
            },
            {
              "path": "model",
            },
          ],
          "renamed": [],
        },
        "environment": [
          {
            "file": "requirements.txt",
            "packages": [
              {
                "name": "numpy",
                "new": "2.0.1",
                "old": "1.26.0",
              },
              {
                "name": "pandas",
                "new": "2.2",
                "old": null,
              },
              {
                "name": "scipy",
                "new": null,
                "old": "1.11",
              },
            ],
          },
        ],
        "metrics": {
          "metrics.json": {
            "auc": {
              "diff": 0.029999999999999916,
              "new": 0.84,
              "old": 0.81,
              "verdict": "better",
            },
          },
        },
        "params": {
          "params.yaml": {
            "lr": {
              "diff": 0.01,
              "new": 0.02,
              "old": 0.01,
            },
          },
        },
        "plots": [
          "loss.csv",
        ],
        "recorded": null,
      }
    `)
  })

  it('compares a file of the environment that was renamed with what it was', async () => {
    const packages = 'numpy==1\nscipy==2\npandas==3\n'
    project = await makeProject({ 'requirements.txt': `${packages}torch==4\n` })
    project.git('add', '-A')
    project.git(...commit, 'first')
    project.git('mv', 'requirements.txt', 'requirements-gpu.txt')
    project.write({ 'requirements-gpu.txt': `${packages}torch==5\n` })
    project.git('add', '-A')
    project.git(...commit, 'second')
    expect((await project.run('diff HEAD~1 HEAD')).shown).toBe('Environment:\n    requirements-gpu.txt: torch 4 -> 5')
  })

  it('says nothing of data where only what is hidden is missing', async () => {
    project = await makeProject({ 'data/a': 'a\n', 'train.py': 'a\n' })
    await project.run('add data')
    project.git('add', '-A')
    project.git(...commit, 'first')
    project.write({ 'train.py': 'b\n' })
    rmSync(join(project.directory, '.dvc/cache'), { recursive: true, force: true })
    expect((await project.run('diff --whole --hide-missing')).shown).toMatchInlineSnapshot(`
      "Code:
          modified train.py (+1, -1 lines)"
    `)
    expect((await project.run('diff --whole --hide-missing --md')).shown).toMatchInlineSnapshot(`
      "### Code

      - modified train.py (+1, -1 lines)"
    `)
  })

  it('of the workspace does so when it is asked to, in both directions', async () => {
    await twoRevisions()
    project.write({ 'train.py': 'a\n', 'params.yaml': 'lr: 0.03\nseed: 7\n' })
    expect((await project.run('diff --whole')).shown).toMatchInlineSnapshot(`
      "Code:
          modified train.py (+0, -2 lines)

      Params:
          Path         Param    HEAD    workspace
          params.yaml  lr       0.02    0.03"
    `)
    expect((await project.run('diff workspace HEAD')).shown).toMatchInlineSnapshot(`
      "Code:
          modified train.py (+2, -0 lines)

      Params:
          Path         Param    workspace    HEAD
          params.yaml  lr       0.03         0.02"
    `)
  })
})
