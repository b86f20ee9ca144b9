import type * as net from 'node:net'
import { makeCommittedProject, type TestProject } from '@sterna/testkit'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { usualLimits } from './security/limits.ts'
import { type StudioOnASocket, studioOnASocket } from './studio-on-a-socket.ts'

let project: TestProject
let studio: StudioOnASocket
const sockets: net.Socket[] = []
const impatient = { ...usualLimits, headMilliseconds: 1_000, requestMilliseconds: 1_500, lookMilliseconds: 100 }
beforeAll(async () => {
  project = await makeCommittedProject({ 'data.csv': 'a\n1\n' })
  studio = await studioOnASocket(project.directory, impatient)
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  expect(await statusOf(studio.asking('GET', '/api/project'))).toBe(200)
})
afterAll(async () => {
  expect(studio.bugs).toEqual([])
  await studio.close()
  project.remove()
})

const statusOf = async (bytes: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(await studio.say(bytes))?.[1])

/** Connections that stay, after they have said something. */
async function hold(count: number, bytes = ''): Promise<readonly net.Socket[]> {
  const held = Array.from({ length: count }, () => studio.connect())
  sockets.push(...held)
  for (const socket of held) socket.on('error', () => undefined)
  await Promise.all(held.map((socket) => new Promise((resolve) => socket.once('connect', resolve))))
  for (const socket of held) if (bytes !== '') socket.write(bytes)
  return held
}

const closed = (socket: net.Socket) =>
  new Promise<number>((resolve) => {
    const begin = performance.now()
    socket.resume().once('close', () => resolve(performance.now() - begin))
  })

describe('clients that are slow', () => {
  it('in sending the head of a request are let go', async () => {
    const held = await hold(3, 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n')
    const dripping = setInterval(() => held[0]!.write('X: y\r\n'), 50)
    for (const milliseconds of await Promise.all(held.map(closed))) expect(milliseconds).toBeLessThan(4_000)
    clearInterval(dripping)
  })

  it.each([
    ['Content-Length: 1000', ' '],
    ['Transfer-Encoding: chunked', '1\r\n \r\n'],
  ])('in sending the body of a request are let go: %s', async (line, drop) => {
    const held = await hold(3, studio.asking('POST', '/api/live', [line]))
    const dripping = setInterval(() => held[0]!.write(drop), 50)
    for (const milliseconds of await Promise.all(held.map(closed))) expect(milliseconds).toBeLessThan(4_000)
    clearInterval(dripping)
  })

  it('in saying anything at all are let go', async () => {
    const [socket] = await hold(1)
    expect(await closed(socket!)).toBeLessThan(4_000)
  })
})

describe('500 connections at once', () => {
  const within = async () => {
    const begin = performance.now()
    expect(await statusOf(studio.asking('GET', '/api/project'))).toBe(200)
    return performance.now() - begin
  }

  it('that say nothing keep nobody else out', async () => {
    await hold(500)
    expect(await within()).toBeLessThan(1_000)
  })

  it('that listen for changes are all told of them, and keep nobody else out', async () => {
    const held = await hold(500, studio.asking('GET', '/api/events'))
    const told = new Set<net.Socket>()
    for (const socket of held) socket.on('data', (part) => /event: changed/.test(String(part)) && told.add(socket))
    await statusOf(studio.asking('GET', '/api/live-runs'))
    const post = { type: 'start', repo_url: 'r', baseline_sha: 'a'.repeat(40), name: 'tern', client: 'dvclive' }
    const body = JSON.stringify(post)
    await studio.say(`${studio.asking('POST', '/api/live', [`Content-Length: ${body.length}`])}${body}`)
    await expect.poll(() => told.size, { timeout: 5_000 }).toBe(500)
    expect(await within()).toBeLessThan(1_000)
  })

  it('and more are let go, and the studio is there again', async () => {
    const held = await hold(700)
    await Promise.all(held.filter(({ destroyed }) => !destroyed).map(closed))
    expect(await within()).toBeLessThan(1_000)
  })
})
