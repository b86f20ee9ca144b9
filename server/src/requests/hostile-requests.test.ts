import { routes } from '@sterna/api'
import { makeCommittedProject, type TestProject } from '@sterna/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type StudioOnASocket, studioOnASocket } from '../studio-on-a-socket.ts'

let project: TestProject
let studio: StudioOnASocket
beforeAll(async () => {
  project = await makeCommittedProject({ 'data.csv': 'a\n1\n' })
  studio = await studioOnASocket(project.directory)
})
afterAll(async () => {
  expect(studio.bugs).toEqual([])
  await studio.close()
  project.remove()
})

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])

describe('requests that no browser makes', () => {
  const post = (lines: readonly string[], body: string) => (asking: StudioOnASocket['asking']) =>
    `${asking('POST', '/api/live', lines)}${body}`
  it.each<[string, (asking: StudioOnASocket['asking']) => string | Uint8Array, number]>([
    ['none at all', () => new Uint8Array([22, 3, 1, 0, 200, 1, 0, 0]), 400],
    ['a method that there is not', () => 'BAKE / HTTP/1.1\r\n\r\n', 400],
    ['no host', () => 'GET /api/project HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['a host with a path', () => 'GET / HTTP/1.1\r\nHost: 127.0.0.1/../x\r\nConnection: close\r\n\r\n', 400],
    ['a host of somebody else', () => 'GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n', 421],
    ['a head of 100 KB', (asking) => asking('GET', '/', [`X: ${'x'.repeat(100_000)}`]), 431],
    ['an address of 100 KB', (asking) => asking('GET', `/?${'x'.repeat(100_000)}`), 431],
    ['a header with a zero byte', (asking) => asking('GET', '/', ['X: a\0b']), 400],
    ['TRACE, which would show the token', (asking) => asking('TRACE', '/api/project'), 404],
    ['DELETE of a page', (asking) => asking('DELETE', '/'), 404],
    ['a body of 99 GB', post(['Content-Length: 99000000000'], 'x'), 413],
    ['a body of less than nothing', post(['Content-Length: -1'], ''), 400],
    ['a body of two lengths', post(['Content-Length: 5', 'Transfer-Encoding: chunked'], '0\r\n\r\n'), 400],
    ['a body in chunks that are none', post(['Transfer-Encoding: chunked'], 'zz\r\n'), 400],
    ['a body that is no JSON', post(['Content-Length: 4'], '{"a"'), 400],
    ['a body in bytes that are no text', post(['Content-Length: 3'], '\xff\xfe\xfd'), 400],
  ])('are refused: %s', async (_, bytes, status) => {
    expect(statusOf(await studio.say(bytes(studio.asking)))).toBe(status)
  })

  it('are not made a proxy of', async () => {
    expect(await studio.say(studio.asking('CONNECT', '127.0.0.1:22'))).toBe('')
    expect(await studio.say(studio.asking('GET', 'http://evil.example/api/project'))).toContain('"name":"project"')
  })

  it.each(['//evil.example', '/%2f/evil.example', '///evil.example/%2e%2e'])(
    'are led nowhere else by an address with the token: %s',
    async (target) => {
      const answer = await studio.say(studio.asking('GET', `${target}?token=a-token-for-tests`))
      const location = /^location: (.*)\r$/im.exec(answer)?.[1]
      expect(new URL(location!, 'http://127.0.0.1').host).toBe('127.0.0.1')
    },
  )
})

describe('paths that lead out of the project', () => {
  const outside = ['../secret', '../../../../etc/passwd', '/etc/passwd', '..\\secret', 'data.csv\0', '%2e%2e/secret']

  it('lead nowhere as addresses', async () => {
    for (const name of outside.filter((one) => !one.includes('\0')))
      for (const target of [`/${name}`, `/assets/${name}`, `/assets//${name}`, `/api/${name}`])
        expect(await studio.say(studio.asking('GET', target)), target).not.toMatch(/not for you|root:|<\d/)
  })

  const namesOf = (takes: object) => Object.keys('shape' in takes ? (takes.shape as object) : {})
  it.each(Object.values(routes).filter(({ takes }) => namesOf(takes).length > 0))(
    'lead nowhere as a word of $method $path',
    async ({ method, path, takes }) => {
      for (const outsider of outside) {
        const words = Object.fromEntries(namesOf(takes).map((name) => [name, outsider]))
        const answer = await studio.say(method === 'GET' ? looking(path, words) : doing(path, words))
        expect(answer, outsider).toMatch(/^HTTP\/1\.1 (200|4)/)
        expect(answer, outsider).not.toMatch(/not for you|root:/)
      }
    },
  )

  const looking = (path: string, words: Record<string, string>) =>
    studio.asking('GET', `${path}?${new URLSearchParams(words)}`)
  const doing = (path: string, words: Record<string, string>) => {
    const body = JSON.stringify(words)
    return `${studio.asking('POST', path, [`Content-Length: ${Buffer.byteLength(body)}`])}${body}`
  }
})
