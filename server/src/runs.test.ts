import { makeCommittedProject, type TestProject } from '@sterna/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type StudioInMemory, studioInMemory, testToken } from './studio-in-memory.ts'

const pipeline = `stages:
  train:
    cmd: "printf '\\\\033[31m<script>alert(1)</script>\\\\033[0m\\\\n'; sed 's/lr/loss/' params.yaml > metrics.yaml; cp raw model"
    deps: [raw]
    outs: [model]
    params: [lr]
    metrics: [{metrics.yaml: {cache: false}}]
`

let project: TestProject
let studio: StudioInMemory
beforeAll(async () => {
  project = await makeCommittedProject({ 'dvc.yaml': pipeline, 'params.yaml': 'lr: 5\n', raw: 'x\n' })
  await project.run('repro -q')
  project.git('add', '--all')
  project.git('commit', '--quiet', '--message', 'run')
  await project.run('exp run -q -n tern -S lr=3')
  project.git('checkout', '--', '.')
  studio = studioInMemory(project.directory)
})
afterAll(() => {
  expect(studio.bugs).toEqual([])
  project.remove()
})

const failureOf = async (asked: Promise<unknown>) => asked.then(() => undefined).catch((error: unknown) => error)

describe('a run', () => {
  it('has its values beside those of the workspace, its hashes, and how it came about', async () => {
    const run = await studio.client.run({ run: 'tern' })
    expect(run).toMatchObject({ name: 'tern', kind: 'experiment', state: 'success', live: null })
    expect(run.values).toEqual([
      { kind: 'metrics', file: 'metrics.yaml', name: 'loss', value: 3, here: 5 },
      { kind: 'params', file: 'params.yaml', name: 'lr', value: 3, here: 5 },
    ])
    const content = { hash: '401b30e3b8b5d629635a5c613cdb7919', bytes: 2, files: null }
    expect(run.inputs).toEqual([{ path: 'raw', ...content }])
    expect(run.outputs).toEqual([{ path: 'model', ...content }])
    expect(run.stages).toMatchObject([{ name: 'train', outcome: 'ran' }])
    expect(run.logs).toMatchObject([{ title: 'train' }])
  })

  it('has the log of each stage, as it was printed', async () => {
    const { logs } = await studio.client.run({ run: 'tern' })
    const page = await studio.client.runLog({ run: 'tern', log: logs[0]!.id })
    expect(page.texts).toContain('\x1b[31m<script>alert(1)</script>\x1b[0m')
    expect(page).toMatchObject({ isRunning: false, first: 0 })
    const { found } = await studio.client.runLogSearch({ run: 'tern', log: logs[0]!.id, text: 'ALERT' })
    expect(page.texts[found[0]!]).toContain('alert')
  })

  it.each(['../../../../etc/passwd', 'x /etc/passwd', 'task', '20260101 ../../config', '', ' '])(
    'has no other logs than its own: %j',
    async (log) => {
      expect(await failureOf(studio.client.runLog({ run: 'tern', log }))).toMatchObject({ code: 'no-log' })
    },
  )

  it('that there is not is told so', async () => {
    expect(await failureOf(studio.client.run({ run: '<b>' }))).toMatchObject({ message: "There is no run '<b>'." })
  })
})

describe('deeds', () => {
  it('queue a variation, which can be taken out again', async () => {
    const { names } = await studio.client.queueVariation({ name: 'auk', setParams: ['lr=7'] })
    expect(names).toEqual(['auk'])
    const { tasks, slots } = await studio.client.queue({})
    expect([slots, tasks]).toMatchObject([null, [{ name: 'auk', state: 'queued', hasLog: false, metrics: {} }]])
    expect((await studio.client.run({ run: 'auk' })).values).toContainEqual(
      expect.objectContaining({ name: 'lr', value: 7, here: 5 }),
    )
    expect((await studio.client.removeTasks({ tasks: ['auk'] })).names).toEqual(['auk'])
    expect((await studio.client.queue({})).tasks).toEqual([])
  })

  it('apply an experiment, make a branch of it and remove it', async () => {
    await studio.client.applyExperiment({ experiment: 'tern' })
    expect(project.read('params.yaml')).toBe('lr: 3\n')
    project.git('checkout', '--', '.')
    expect((await studio.client.branchExperiment({ experiment: 'tern' })).names).toEqual(['tern-branch'])
    expect(project.git('branch', '--list', 'tern-branch')).toContain('tern-branch')
    expect((await studio.client.removeExperiments({ experiments: ['tern'] })).names).toEqual(['tern'])
    expect((await project.run('exp list')).stdout).not.toContain('tern')
  })

  it('that cannot be done are told in the words of the terminal', async () => {
    expect(await failureOf(studio.client.killTasks({ tasks: ['nobody'] }))).toMatchObject({
      code: 'target-unknown',
      message: "'nobody' is not a valid running experiment name",
      hint: 'What runs: sterna queue status',
    })
    expect(await failureOf(studio.client.queueVariation({ setParams: ['lr'] }))).toMatchObject({
      code: 'override-invalid',
    })
    expect(await failureOf(studio.client.removeExperiments({ experiments: [] }))).toMatchObject({
      code: 'request-invalid',
    })
  })

  it.each([
    ['a page of another site', { origin: 'https://evil.example' }, 403],
    ['a form, which says nothing of where it is', {}, 403],
    ['another port of this machine', { origin: 'http://127.0.0.1:8000' }, 403],
    [
      'a form of its own page, which is no JSON',
      { origin: 'http://127.0.0.1:4117', 'content-type': 'text/plain' },
      415,
    ],
    ['its own page', { origin: 'http://127.0.0.1:4117' }, 200],
  ])('with the cookie, from %s', async (_, headers, status) => {
    const cookie = `sterna-4117=${testToken}`
    const asked = { authorization: '', cookie, 'content-type': 'application/json', ...headers }
    const answer = await studio.ask('/api/queue/stop', { method: 'POST', headers: asked, body: '{}' })
    expect(answer.status).toBe(status)
  })
})
