import { routes } from '@sterna/api'
import { makeCommittedProject, type TestProject } from '@sterna/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type StudioInMemory, studioInMemory, testToken } from './studio-in-memory.ts'

let project: TestProject
let studio: StudioInMemory
beforeAll(async () => {
  project = await makeCommittedProject({ 'data.csv': 'a\n1\n' })
  studio = studioInMemory(project.directory)
})
afterAll(() => {
  expect(studio.bugs).toEqual([])
  project.remove()
})

const failureOf = async (answer: Response) => ({ status: answer.status, ...((await answer.json()) as object) })

describe('the door', () => {
  it('gives whoever opens the printed address a cookie, and takes the token out of the address', async () => {
    const answer = await studio.ask(`/experiments?where=x&token=${testToken}`, { headers: { authorization: '' } })
    expect(answer.status).toBe(302)
    expect(answer.headers.get('location')).toBe('/experiments?where=x')
    expect(answer.headers.get('set-cookie')).toMatch(/^sterna-4117=.*HttpOnly; SameSite=Strict/)
  })

  it.each(['/', '/api', '/api/project', '/api/events', '/assets/main-AB12.js', '/anything'])(
    'tells whoever has no token nothing at %s, but how to get in',
    async (where) => {
      const answer = await studio.ask(where, { headers: { authorization: '' } })
      expect(await failureOf(answer)).toEqual({
        status: 401,
        code: 'no-token',
        message: 'This needs the token of the studio.',
        hint: 'Open the whole address that "sterna studio" printed.',
      })
    },
  )

  it('is shut for pages of other sites and for names that are not its own', async () => {
    const cookie = `sterna-4117=${testToken}`
    const foreign = await studio.ask('/api/project', { headers: { cookie, origin: 'https://evil.example' } })
    expect(await failureOf(foreign)).toMatchObject({ status: 403, code: 'wrong-origin' })
    const renamed = await studio.ask('/api/project', { headers: { cookie, host: 'evil.example' } })
    expect(await failureOf(renamed)).toMatchObject({ status: 421, code: 'wrong-host' })
  })

  it('tells browsers with every answer to load nothing from elsewhere', async () => {
    for (const [where, policy] of [
      ['/', "default-src 'none'; script-src 'self';"],
      ['/assets/main-AB12.js', "default-src 'none'; script-src 'self';"],
      ['/api/project', "default-src 'none'; sandbox;"],
      ['/api/nothing', "default-src 'none'; sandbox;"],
      ['/api', "default-src 'none'; sandbox;"],
    ] as const) {
      const { headers } = await studio.ask(where)
      expect(headers.get('content-security-policy')).toContain(policy)
      expect(headers.get('content-security-policy')).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('DENY')
    }
  })
})

describe('files', () => {
  it('are those of the pages, kept for ever where their name tells their content', async () => {
    const script = await studio.ask('/assets/main-AB12.js')
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(script.headers.get('cache-control')).toContain('immutable')
    expect(await (await studio.ask('/pipeline?open=train')).text()).toContain('<title>studio</title>')
  })

  it.each([
    '/assets/../../0.html',
    '/assets/%2e%2e/%2e%2e/0.html',
    '/assets/..%2f..%2f0.html',
    '/assets/..%5c..%5c0.html',
    '/../0.html',
    '/%2e%2e/0.html',
    '//etc/passwd',
    '/assets/%00',
    '/assets/main-AB12.js%00.html',
  ])('outside of them cannot be had: %s', async (where) => {
    const answer = await studio.ask(where)
    expect(await answer.text()).not.toMatch(/not for you|root:/)
  })
})

describe('requests', () => {
  it.each([
    { where: '/api/nothing', status: 404, code: 'no-route' },
    { where: '/api/experiments/rows', status: 400, code: 'request-invalid' },
    { where: '/api/experiments/rows?stamp=a&stamp=b', status: 400, code: 'request-invalid' },
    { where: '/api/experiments/rows?stamp=old', status: 409, code: 'changed-meanwhile' },
    { where: '/api/experiments/values?stamp=old&column=%00', status: 409, code: 'changed-meanwhile' },
    { where: `/api/experiments/rows?stamp=${'x'.repeat(100_000)}`, status: 409, code: 'changed-meanwhile' },
  ])('that cannot be carried out are told why: $code', async ({ where, status, code }) => {
    expect(await failureOf(await studio.ask(where))).toMatchObject({ status, code })
  })

  it('by other methods find nothing', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      expect((await studio.ask('/api/project', { method })).status, method).toBe(404)
  })

  it('of more bytes than any that makes sense are refused', async () => {
    const answer = await studio.ask('/api/project', { method: 'POST', body: 'x'.repeat(1_000_001) })
    expect(answer.status).toBe(413)
  })

  it('for what the browser has already are answered without it', async () => {
    const first = await studio.ask('/api/project')
    const again = await studio.ask('/api/project', { headers: { 'if-none-match': first.headers.get('etag')! } })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })
})

describe('what DVCLive posts', () => {
  const post = { type: 'start', repo_url: 'r', baseline_sha: 'a'.repeat(40), name: 'tern', client: 'dvclive' }
  const send = (body: string) =>
    studio.ask('/api/live', { method: 'POST', body, headers: { authorization: `token ${testToken}` } })

  it('is taken with its own kind of token, and answered with 200', async () => {
    expect((await send(JSON.stringify(post))).status).toBe(200)
  })

  it('is refused with all that is wrong, without the token, or when it is too large', async () => {
    expect(await failureOf(await send('{"type": "end"}'))).toMatchObject({ status: 400, code: 'usage' })
    expect(
      (await studio.ask('/api/live', { method: 'POST', body: '{}', headers: { authorization: 'token x' } })).status,
    ).toBe(401)
    expect((await send(' '.repeat(30_000_001))).status).toBe(413)
  })
})

describe('the contract', () => {
  it('is told at /api, each route with what it takes and answers', async () => {
    const document = (await (await studio.ask('/api')).json()) as { paths: Record<string, object> }
    expect(Object.keys(document.paths)).toEqual(Object.values(routes).map(({ path }) => path))
    expect(document.paths['/api/experiments/rows']).toMatchObject({
      get: {
        operationId: 'experimentRows',
        parameters: [{ name: 'stamp', required: true }, { name: 'where' }, {}, {}],
      },
    })
  })

  it('is kept by every answer', async () => {
    const { stamp } = await studio.client.experiments({})
    const post = { type: 'start', repo_url: 'c', baseline_sha: 'a'.repeat(40), name: 'auk', client: 'dvclive' }
    await studio.ask('/api/live', { method: 'POST', body: JSON.stringify(post) })
    const [run] = (await studio.client.liveRuns({})).runs
    const taken = {
      experimentRows: { stamp },
      experimentValues: { stamp },
      comparison: { run: ['workspace', 'workspace'] },
      liveRun: { id: run!.id },
      run: { run: 'workspace' },
    } as Record<string, object>
    for (const [name, route] of Object.entries(routes)) {
      if (route.method === 'POST' || name.startsWith('runLog')) continue
      const ask = studio.client[name as keyof typeof routes] as (request: object) => Promise<unknown>
      const answer = await ask(taken[name] ?? {})
      expect(route.answer.safeParse(answer).error, name).toBeUndefined()
      expect(route.answer.parse(answer), name).toEqual(answer)
    }
  })
})
