import * as http from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeCommittedProject, type TestProject } from '@sterna/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

interface Heard {
  readonly where: string
  readonly authorization: string | undefined
  readonly body: Readonly<Record<string, unknown>>
}

let project: TestProject
let server: http.Server
let heard: Heard[]
let answer = 200
beforeEach(async () => {
  heard = []
  answer = 200
  server = http.createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { url, method, headers } = request
      heard.push({
        where: `${method} ${url}`,
        authorization: headers.authorization,
        body: JSON.parse(`${Buffer.concat(parts)}`),
      })
      response.writeHead(answer).end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  project = await makeCommittedProject({
    'dvc.yaml':
      'stages:\n  train:\n    cmd: cp params.yaml m.yaml\n    params: [lr]\n    metrics: [{m.yaml: {cache: false}}]\n',
    'params.yaml': 'lr: 1\nname: [a]\n',
  })
  project.git('remote', 'add', 'origin', 'https://ada:secret@example.org/prices')
  await project.run(`config studio.url http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  await project.run('config studio.token aloud')
})
afterEach(() => {
  server.close()
  project.remove()
})

const run = { repo_url: 'https://example.org/prices', client: 'dvc' }

describe('a studio for which somebody has given a token', () => {
  it.each(['', '--temp'])('is told when an experiment begins, and what it has become (exp run %s)', async (option) => {
    const { code } = await project.run(`exp run -n quick -S lr=2 -m 'a try' ${option}`)
    expect(code).toBe(0)
    const common = { ...run, name: 'quick', baseline_sha: project.git('rev-parse', 'HEAD') }
    const commit = project.git(
      'rev-parse',
      'refs/exps/' + project.git('for-each-ref', '--format=%(refname:lstrip=2)', 'refs/exps').split('\n')[0],
    )
    expect(heard).toEqual([
      {
        where: 'POST /api/live',
        authorization: 'token aloud',
        body: { ...common, type: 'start', message: 'a try', params: { 'params.yaml': { lr: 2, name: ['a'] } } },
      },
      {
        where: 'POST /api/live',
        authorization: 'token aloud',
        body: { ...common, type: 'done', metrics: { 'm.yaml': { data: { lr: 2 } } }, experiment_rev: commit },
      },
    ])
  })

  it('is told as well that one has failed, without a commit', async () => {
    project.write({ 'dvc.yaml': 'stages:\n  train:\n    cmd: exit 1\n' })
    expect((await project.run('exp run -n bad')).code).toBe(255)
    expect(heard.map(({ body }) => [body['type'], body['experiment_rev']])).toEqual([
      ['start', undefined],
      ['done', undefined],
    ])
  })

  it('fails no run when it refuses or is not there', async () => {
    answer = 401
    expect((await project.run('exp run -n refused')).shown).toContain(
      'The studio could not be told: it answers with 401.',
    )
    server.close()
    server.closeAllConnections()
    const { code, shown } = await project.run('exp run -n alone -S lr=3')
    expect([code, shown]).toEqual([0, expect.stringContaining('The studio could not be told: http://127.0.0.1:')])
  })

  it('is not told where the person is offline, or the repository has no name for it', async () => {
    project.git('remote', 'remove', 'origin')
    expect((await project.run('exp run -n nameless')).shown).toContain('No Git remote')
    await project.run('config studio.repo_url prices')
    await project.run('config studio.offline true')
    expect((await project.run('exp run -n silent -S lr=4')).code).toBe(0)
    expect(heard).toEqual([])
  })
})
