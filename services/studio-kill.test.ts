import { type ChildProcess, spawn } from 'node:child_process'
import { createClient } from '@sterna/api/client'
import { makeCommittedProject, pathWithSterna, type TestProject } from '@sterna/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomNumbers } from '../faults/random-numbers.ts'

const kills = Number(process.env['STERNA_KILLS'] ?? 4)
const seed = Number(process.env['STERNA_SEED'] ?? Date.now() % 1_000_000)
const random = randomNumbers(seed)
const token = 'a-token-for-tests'
const headers = { authorization: `Bearer ${token}` }
const start = { repo_url: 'r', baseline_sha: 'a'.repeat(40), name: 'tern', client: 'dvclive', type: 'start' }

describe(`a studio that is killed (STERNA_SEED=${seed})`, () => {
  let project: TestProject
  beforeAll(async () => {
    project = await makeCommittedProject({
      'dvc.yaml':
        'stages:\n  train:\n    cmd: cp params.yaml m.yaml\n    params: [lr]\n    metrics: [{m.yaml: {cache: false}}]\n',
      'params.yaml': 'lr: 1\n',
      '.gitignore': '/m.yaml\n',
    })
  })
  afterAll(() => project.remove())

  it('has kept all that it said it had heard, and leaves the project as it was', async () => {
    const before = project.git('status', '--porcelain') + project.git('for-each-ref')
    const heard: number[] = []
    let next = 0
    for (let i = 0; i < kills; i++) {
      const { child, origin } = await startStudio(project)
      await post(origin, start)
      const looking = lookAgainAndAgain(origin)
      setTimeout(() => child.kill('SIGKILL'), 50 + random() * 400)
      for (; ; next++)
        if (await post(origin, dataOf(next))) heard.push(next)
        else break
      await looking
    }
    const { child, origin } = await startStudio(project)
    const client = clientOf(origin)
    const { runs } = await client.liveRuns({})
    const { series } = await client.liveRun({ id: runs[0]!.id })
    expect(series[0]!.steps).toEqual(expect.arrayContaining(heard))
    expect(new Set(series[0]!.steps).size).toBe(series[0]!.steps.length)
    expect(await client.pipeline({})).toMatchObject({ stages: [{ name: 'train' }] })
    child.kill('SIGKILL')
    expect(project.git('status', '--porcelain') + project.git('for-each-ref')).toBe(before)
    expect(project.git('fsck', '--strict')).toBe('')
    expect((await project.run('repro')).code).toBe(0)
    console.log(`killed ${kills} times with ${heard.length} posts heard`)
  })
})

function dataOf(step: number): object {
  return { ...start, type: 'data', step, plots: { 'dvclive/plots/metrics/loss.tsv': { data: [{ step, loss: 1 }] } } }
}

/** The command as it is, and where it listens. */
function startStudio(project: TestProject): Promise<{ readonly child: ChildProcess; readonly origin: string }> {
  const env = { ...process.env, PATH: pathWithSterna(project) }
  const words = 'exec sterna studio --json --no-open --port 0 --token "$0"'
  const child = spawn('sh', ['-c', words, token], { cwd: project.directory, env, stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The studio ended with ${code}.`)))
    child.stdout.once('data', (text: Buffer) => {
      const { url } = JSON.parse(text.toString()) as { url: string }
      resolve({ child, origin: new URL(url).origin })
    })
  })
}

/** Whether it was heard. */
async function post(origin: string, body: object): Promise<boolean> {
  const asked = fetch(`${origin}/api/live`, { method: 'POST', headers, body: JSON.stringify(body) })
  return asked.then(({ ok }) => ok).catch(() => false)
}

function clientOf(origin: string) {
  return createClient((where, init) => fetch(`${origin}${where}`, { ...init, headers }))
}

/** What a page that follows everything asks for, until nobody answers. */
async function lookAgainAndAgain(origin: string): Promise<void> {
  const client = clientOf(origin)
  try {
    for (;;) await Promise.all([client.overview({}), client.experiments({}), client.pipeline({}), client.liveRuns({})])
  } catch {
    // It was killed.
  }
}
