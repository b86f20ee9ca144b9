import { execFile, execFileSync } from 'node:child_process'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createClient } from '@sterna/api/client'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { lab, pythonEnvironment } from './lab.ts'
import { openStudio } from './studio-pages.ts'

const here = path.dirname(fileURLToPath(import.meta.url))

/** Logs two steps, and writes down what it can see of where it runs. */
const script = `import json, os
from pathlib import Path
from dvclive import Live

signals = Path(os.environ.get("DVC_ROOT", ".")) / ".dvc/tmp/exps/run"
seen = {"signals": []}
with Live() as live:
    seen["alone"] = (signals / "DVCLIVE_ONLY").exists()
    live.log_param("lr", 0.1)
    for epoch in range(2):
        live.log_metric("train/loss", 1 / (epoch + 1))
        live.next_step()
        seen["signals"].append(json.loads((signals / "DVCLIVE_STEP_COMPLETED").read_text())["step"])
seen["variables"] = {k: v for k, v in os.environ.items() if k in ("DVC_ROOT", "DVC_STAGE", "DVC_EXP_NAME", "DVC_EXP_BASELINE_REV")}
Path("seen.json").write_text(json.dumps(seen))
`

let python: string
beforeAll(() => {
  python = pythonEnvironment(path.join(lab, 'dvclive'), path.join(here, 'dvclive-requirements.txt'))
})

let project: TestProject
beforeEach(async () => {
  const settings = { DVC_STUDIO_OFFLINE: '1', DVC_NO_ANALYTICS: '1' }
  for (const [name, value] of Object.entries(settings)) process.env[name] = value
  project = await makeProject({
    'train.py': script,
    'dvc.yaml': `stages:\n  train:\n    cmd: '"${python}" train.py'\n    deps: [train.py]\n    outs: [{dvclive: {cache: false}}]\n`,
    '.gitignore': 'seen.json\n',
  })
  project.git('config', 'user.name', 'Ada')
  project.git('config', 'user.email', 'ada@example.org')
  project.git('add', '-A')
  project.git('commit', '-q', '-m', 'begin')
})
afterEach(() => project.remove())

const seen = () => JSON.parse(project.read('seen.json')!) as unknown
const experiments = () => project.git('for-each-ref', '--format=%(refname:lstrip=4)', 'refs/exps')
const refOf = (name: string) => project.git('for-each-ref', '--format=%(refname)', `refs/exps/*/*/${name}`)

const sections = `params:
- dvclive/params.yaml
metrics:
- dvclive/metrics.json
plots:
- dvclive/plots/metrics:
    x: step`

describe('a script that logs with DVCLive', () => {
  it('draws its curves in the studio while it runs, unchanged', async () => {
    const studio = await openStudio(project.directory, project.directory)
    const { origin, searchParams } = new URL(studio.url)
    const token = searchParams.get('token')!
    const told = { DVC_STUDIO_URL: origin, DVC_STUDIO_TOKEN: token, DVC_STUDIO_REPO_URL: 'git@example.org:team/x' }
    const { DVC_STUDIO_OFFLINE: _, ...environment } = process.env
    await promisify(execFile)(python, ['train.py'], { cwd: project.directory, env: { ...environment, ...told } })
    const client = createClient((where, init) =>
      fetch(`${origin}${where}`, { ...init, headers: { authorization: `Bearer ${token}` } }),
    )
    const { runs } = await client.liveRuns({})
    expect(runs).toMatchObject([{ state: 'done', step: 1, baseline: project.git('rev-parse', 'HEAD') }])
    const run = await client.liveRun({ id: runs[0]!.id })
    expect(run.series).toEqual([{ name: 'train/loss', steps: [0, 1], values: [1, 0.5], points: 2 }])
    expect(run).toMatchObject({ metrics: { 'train.loss': 0.5, step: 1 }, params: { lr: 0.1 }, errors: [] })
    await studio.close()
  })

  it('under exp run is told its experiment, which gets all that was logged', async () => {
    expect((await project.run('exp run -n live')).shown).toContain('Ran experiment(s): live')
    const variables = {
      DVC_ROOT: project.directory,
      DVC_STAGE: 'train',
      DVC_EXP_NAME: 'live',
      DVC_EXP_BASELINE_REV: project.git('rev-parse', 'HEAD'),
    }
    expect(seen()).toEqual({ alone: false, signals: [0, 1], variables })
    expect(experiments()).toBe('live')
    expect(project.git('diff', '--name-only', 'HEAD', refOf('live')).split('\n')).toEqual([
      'dvc.lock',
      'dvc.yaml',
      'dvclive/metrics.json',
      'dvclive/params.yaml',
      'dvclive/plots/metrics/train/loss.tsv',
    ])
    expect(project.git('show', `${refOf('live')}:dvc.yaml`)).toContain(sections)
    const table = (await project.run('exp show --csv --drop Created|train.py')).stdout
    expect(table.replace(/live,[0-9a-f]{7}/, 'live,REV')).toMatchInlineSnapshot(`
      "Experiment,rev,typ,parent,train.loss,step,lr
      ,workspace,baseline,,0.5,1,0.1
      ,main,baseline,,,,
      live,REV,branch_base,,0.5,1,0.1
      "
    `)
    expect(project.read('.dvc/tmp/exps/run/DVCLIVE_STEP_COMPLETED')).toBeUndefined()
  })

  it('under exp run beside the work tree leaves the work tree as it is', async () => {
    expect((await project.run('exp run --temp -n live')).code).toBe(0)
    expect(project.git('status', '--porcelain')).toBe('')
    expect(JSON.parse(project.git('show', `${refOf('live')}:dvclive/metrics.json`))).toEqual({
      train: { loss: 0.5 },
      step: 1,
    })
  })

  it('under repro makes no experiment, and its metrics are shown', async () => {
    expect((await project.run('repro')).code).toBe(0)
    expect(seen()).toEqual({
      alone: false,
      signals: [0, 1],
      variables: { DVC_ROOT: project.directory, DVC_STAGE: 'train' },
    })
    expect(experiments()).toBe('')
    expect((await project.run('metrics show')).shown).toMatchInlineSnapshot(`
      "Path                  step    train.loss
      dvclive/metrics.json  1       0.5"
    `)
    expect((await project.run('status')).shown).toBe('Data and pipelines are up to date.')
  })

  it('alone makes an experiment by itself, which is listed and shown', async () => {
    execFileSync(python, ['train.py'], { cwd: project.directory, stdio: 'ignore' })
    expect(seen()).toEqual({ alone: true, signals: [0, 1], variables: {} })
    const name = experiments()
    expect((await project.run('exp list --name-only')).shown).toBe(name)
    project.git('reset', '-q', '--hard')
    project.git('clean', '-fdq')
    expect((await project.run(`exp apply ${name}`)).code).toBe(0)
    expect((await project.run('metrics show --json')).stdout).toContain('0.5')
  })
})
