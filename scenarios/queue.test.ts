import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeCommittedProject, type TestProject } from '@sterna/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const files = {
  'dvc.yaml': `stages:
  train:
    cmd: sh train.sh
    deps: [train.sh]
    params: [lr]
    outs: [model]
    metrics: [{metrics.yaml: {cache: false}}]
`,
  'train.sh': 'cp params.yaml model && cp params.yaml metrics.yaml && ! grep -q "lr: 7" params.yaml\n',
  'params.yaml': 'lr: 1 # slow\n',
}

let project: TestProject
beforeEach(async () => {
  project = await makeCommittedProject(files)
})
afterEach(async () => {
  await project.run('queue stop --kill')
  const runners = of('.git/sterna/root/jobs/runners')
  await until(() => !fs.existsSync(runners) || !fs.readdirSync(runners).some((name) => /^\d+$/.test(name)))
  project.remove()
})

const of = (file: string) => path.join(project.directory, file)
const state = () => [
  project.git('rev-parse', 'HEAD'),
  project.git('status', '--short'),
  fs.readFileSync(of('.git/HEAD'), 'utf8'),
]
const experiments = () => project.git('for-each-ref', '--format=%(refname:lstrip=4)', 'refs/exps').split('\n')
const refOf = (name: string) => project.git('for-each-ref', '--format=%(refname)', `refs/exps/*/*/${name}`)
const tasks = async () => (JSON.parse((await project.run('queue status --json')).stdout) as { tasks: Task[] }).tasks

interface Task {
  readonly name: string
  readonly state: string
  readonly reason: string | null
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 400; i++) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  expect(await holds()).toBe(true)
}

describe('the queue of experiments on a machine with two devices', () => {
  it('gives each to one of them at a time, however many may run', async () => {
    const meta = 'meta: {sterna: {resources: {gpu: 1}}}'
    project.write({
      'dvc.yaml': files['dvc.yaml'].replace('    deps:', `    ${meta}\n    deps:`),
      'train.sh':
        'echo "$CUDA_VISIBLE_DEVICES" > model; cp params.yaml metrics.yaml; cat model >> "$USED"; sleep 0.3\n',
    })
    project.git('commit', '-qam', 'devices')
    process.env['CUDA_VISIBLE_DEVICES'] = '4,7'
    process.env['USED'] = of('used')
    await project.run('exp run --queue -S lr=2,3,4')
    await project.run('exp run --run-all -j 3')
    delete process.env['CUDA_VISIBLE_DEVICES']
    delete process.env['USED']
    const used = fs.readFileSync(of('used'), 'utf8').trim().split('\n')
    expect(used).toHaveLength(3)
    expect(used.slice(0, 2).toSorted()).toEqual(['4', '7'])
  })
})

describe('the queue of experiments', () => {
  it('takes one for each value, and leaves the work tree as it is', async () => {
    const before = state()
    expect((await project.run('exp run --queue -n fast -S lr=2,3')).shown).toMatchInlineSnapshot(`
      "Queueing with overrides '{'params.yaml': ['lr=2']}'.
      Queued experiment 'fast-1' for future execution.
      Queueing with overrides '{'params.yaml': ['lr=3']}'.
      Queued experiment 'fast-2' for future execution."
    `)
    expect(state()).toEqual(before)
    expect(project.git('show', 'refs/exps/celery/stash:params.yaml')).toBe('lr: 3 # slow')
    expect(await tasks()).toMatchObject([
      { name: 'fast-1', state: 'queued', reason: 'nobody runs the queue' },
      { name: 'fast-2', state: 'queued' },
    ])
    expect((await project.run('queue remove fast-1')).shown).toBe('Removed tasks in queue: fast-1')
    expect((await project.run('queue remove --all')).shown).toBe('Removed tasks in queue: fast-2')
    expect((await project.run('queue status')).shown).toMatchInlineSnapshot(`
      "No experiment tasks in the queue.

      Worker status: 0 active, 0 idle"
    `)
    expect(experiments()).toEqual([''])
  })

  it('is emptied by exp remove --queue as well, and loses what is removed by name', async () => {
    await project.run('exp run --queue -n q -S lr=2,3,4')
    await project.run('exp run -n here -S lr=5')
    expect((await project.run('exp remove q-1 none')).code).toBe(255)
    expect(await tasks()).toHaveLength(3)
    expect((await project.run('exp remove q-1 here')).shown).toBe("Removed experiments: 'q-1' and 'here'")
    expect((await project.run('exp remove --queue -g origin')).code).not.toBe(0)
    expect((await project.run('exp remove --queue')).shown).toBe("Removed experiments: 'q-2' and 'q-3'")
    expect((await project.run('exp remove --queue')).shown).toBe('No experiments to remove.')
  })

  it('takes parameters as the workspace does: composed by Hydra, and in files that are not there yet', async () => {
    project.write({
      'conf/config.yaml': 'defaults:\n  - model: small\n  - _self_\nlr: 3\n',
      'conf/model/small.yaml': 'size: 1\n',
      'conf/model/large.yaml': 'size: 2\n',
    })
    await project.run('config hydra.enabled True')
    await project.run('exp run --queue -n composed -S model=small,large')
    expect(project.git('show', 'refs/exps/celery/stash:params.yaml')).toBe('model:\n  size: 2\nlr: 3')
    expect((await project.run('exp run --queue -n plain --no-hydra -S lr=4')).code).toBe(0)
    expect(project.git('show', 'refs/exps/celery/stash:params.yaml')).toBe('lr: 4 # slow')
    expect((await project.run('exp run --queue -n more -S more.yaml:+a=1')).code).toBe(0)
    expect(project.git('show', 'refs/exps/celery/stash:more.yaml')).toBe('a: 1')
    expect((await project.run('exp run --queue -S ../out.yaml:+a=1')).shown).toContain('lies outside of the project')
    expect((await project.run('exp run --queue -S none.yaml:a=1')).code).toBe(255)
  })

  it('runs them in work trees of their own, and tells the truth about those that fail', async () => {
    await project.run('exp run --queue -n e -S lr=2,7')
    const before = state()
    const run = await project.run('exp run --run-all -j 2')
    expect(run.code).toBe(255)
    expect(run.stderr).toContain("ERROR: Failed to reproduce experiment(s) 'e-2'")
    expect(state()).toEqual(before)
    await until(async () => (await tasks()).every((task) => task.state !== 'running'))
    expect(await tasks()).toMatchObject([
      { name: 'e-2', state: 'failed', reason: 'exit code 255' },
      { name: 'e-1', state: 'success' },
    ])
    expect(project.git('show', `${refOf('e-1')}:metrics.yaml`)).toBe('lr: 2 # slow')
    expect((await project.run('queue logs e-2')).shown).toContain("failed to reproduce 'train'")
    expect(fs.readdirSync(of('.dvc/tmp/exps')).filter((name) => name.startsWith('tmp'))).toEqual([])
    expect((await project.run('queue remove --failed')).shown).toBe('Removed tasks in queue: e-2')
    expect((await project.run('exp remove e-1')).shown).toBe("Removed experiments: 'e-1'")
    expect(await tasks()).toEqual([])
  })

  it('says what would run with other parameters, and changes nothing', async () => {
    await project.run('exp run -q -n base')
    project.git('add', '-A')
    project.git('commit', '-q', '-m', 'ran')
    const refs = () => project.git('for-each-ref')
    const before = [state(), refs()]
    expect((await project.run('exp run --dry -S lr=1 -n none')).shown).toMatchInlineSnapshot(`
      "Reproducing experiment 'none'
      Stage 'train' didn't change, skipping"
    `)
    expect((await project.run('exp run --dry -S lr=2 -n none')).shown).toMatchInlineSnapshot(`
      "Reproducing experiment 'none'
      Running stage 'train':
      > sh train.sh"
    `)
    const { stdout } = await project.run('exp run --dry -S lr=2 --json')
    expect(JSON.parse(stdout)).toEqual({ dry: true, stages: [{ stage: 'train', decision: 'run' }] })
    expect((await project.run('exp run --dry --temp -S lr=7')).code).toBe(0)
    expect((await project.run('exp run --dry -S none=2')).code).toBe(255)
    expect([state(), refs()]).toEqual(before)
    expect(await tasks()).toEqual([])
    expect(fs.readdirSync(of('.dvc/tmp/exps')).filter((name) => name.startsWith('tmp'))).toEqual([])
  })

  it('tells what a task has got to, and how long it will take', async () => {
    project.write({
      'dvc.yaml':
        'stages:\n  train:\n    cmd: sh train.sh\n    deps: [train.sh]\n    params: [lr]\n    metrics: [{live/m.json: {cache: false}}]\n',
      'train.sh':
        'mkdir -p live; echo \'{"loss": {"train": 0.123456789}, "step": 3}\' > live/m.json; grep -q "lr: 5" params.yaml && sleep 60; true\n',
    })
    await project.run('exp run --queue -n quick -S lr=2')
    expect((await project.run('queue status -l')).shown).toMatch(/quick +\S+ [AP]M +Queued +– +nobody runs the queue\n/)
    expect((await project.run('exp run --run-all')).code).toBe(0)
    await project.run('exp run --queue -n slow -S lr=5')
    await project.run('exp run --queue -n next -S lr=6')
    await project.run('queue start')
    const shown = async () => (await project.run('queue status -l')).shown
    await until(async () => (await shown()).includes('step 3'))
    const lines = (await shown()).split('\n')
    expect(lines[1]).toMatch(/ slow +\S+ [AP]M +Running +[\d.]+ s +[\d.]+ s +step 3, loss.train 0.12346$/)
    expect(lines[2]).toMatch(/ next +\S+ [AP]M +Queued +[\d.]+ s +waits for slow$/)
    expect(lines.find((line) => line.includes('output-1.log'))).toMatch(/^[0-9a-f]{7} +\.git\/sterna\/root\/jobs\//)
    expect(lines.every((line) => line.length <= 100)).toBe(true)
    const { stdout } = await project.run('queue status --json')
    expect(JSON.parse(stdout)).toMatchObject({
      tasks: [
        { name: 'slow', progress: { file: 'live/m.json', metrics: { step: 3, 'loss.train': 0.123456789 } } },
        {
          name: 'next',
          reason: 'waits for slow',
          waits_for: ['slow'],
          left_seconds: expect.any(Number),
          progress: null,
        },
        { name: 'quick', left_seconds: null },
      ],
    })
  })

  it('ends what is killed', async () => {
    project.write({ 'train.sh': 'echo begun; sleep 60\n' })
    await project.run('exp run --queue -n long')
    await project.run('queue start')
    await until(async () => (await project.run('queue logs long')).stdout.includes('begun'))
    expect((await project.run('queue kill long')).shown).toBe('long has been killed.')
    await until(async () => (await tasks())[0]?.state === 'failed')
    expect(await tasks()).toMatchObject([{ name: 'long', reason: 'killed' }])
    expect(project.read('train.sh')).toBe('echo begun; sleep 60\n')
  })

  it('goes on when it is started again before it has stopped', async () => {
    const gate = of('.git/go')
    project.write({ 'train.sh': `echo begun; until [ -f "${gate}" ]; do sleep 0.05; done; cp params.yaml model\n` })
    project.write({ 'dvc.yaml': files['dvc.yaml'].replace(/ {4}metrics.*\n/, '') })
    await project.run('exp run --queue -n e -S lr=2,3')
    await project.run('queue start')
    await until(async () => (await project.run('queue logs e-1')).stdout.includes('begun'))
    await project.run('queue stop')
    expect((await project.run('queue start')).shown).toBe("Started '1' new experiments task queue worker.")
    expect(JSON.parse((await project.run('queue status --json')).stdout)).toMatchObject({ slots: 1 })
    project.write({ '.git/go': '' })
    await until(async () => (await tasks()).every((task) => task.state === 'success'))
  })

  it('says what it does not know', async () => {
    expect((await project.run('queue kill nope')).shown).toContain(
      "ERROR: 'nope' is not a valid running experiment name",
    )
    expect((await project.run('queue logs nope')).shown).toContain(
      "ERROR: 'nope' is not a valid queued experiment name",
    )
    expect((await project.run('queue remove nope')).shown).toContain("ERROR: 'nope' is not a valid experiment name")
    await project.run('exp run --queue -n waits')
    expect((await project.run('queue logs waits')).shown).toContain(
      "Experiment 'waits' is in queue but has not been started",
    )
  })

  it('is not needed for one that runs beside the work tree', async () => {
    const before = state()
    const run = await project.run('exp run --temp -n beside -S lr=5')
    expect(run.shown).toMatch(/Ran experiment\(s\): beside\nTo apply the results/)
    expect(state()).toEqual(before)
    expect(project.git('show', `${refOf('beside')}:metrics.yaml`)).toBe('lr: 5 # slow')
  })
})
