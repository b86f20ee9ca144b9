import * as http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { Failure } from '../../../foundation/base/index.ts'
import { Connection } from './connection.ts'
import { HttpTransport } from './http-transport.ts'
import { realRetry } from './real-retry.ts'
import type { RetryOptions } from './retry.ts'

type Answer = (request: http.IncomingMessage, response: http.ServerResponse) => void

let server: http.Server | undefined
afterEach(() => server?.close())

/** Answers one request after the other in these ways; the last of them for all that follow. */
async function serve(...answers: Answer[]): Promise<{ url: URL; asked: http.IncomingMessage[] }> {
  const asked: http.IncomingMessage[] = []
  server = http.createServer((request, response) => {
    asked.push(request)
    answers[Math.min(asked.length, answers.length) - 1]!(request, response)
  })
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve))
  return { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/file`), asked }
}

const pauses: number[] = []
const retry: RetryOptions = {
  attempts: 4,
  deadline: 60_000,
  now: () => performance.now(),
  pause: async (milliseconds) => void pauses.push(milliseconds),
  random: () => 1,
}

function connect(timeout = 5000): Connection {
  const transport = new HttpTransport({ connections: 4, timeout })
  return new Connection({ name: 'test://place', transport, concurrency: 4, retry })
}

/** Asks for a file and gives what was taken of it. */
async function read(url: URL, connection = connect()) {
  const pieces: Uint8Array[] = []
  try {
    const answer = await connection.send({
      make: ({ bytes, etag }) => ({
        method: 'GET',
        url,
        headers: bytes === 0 ? {} : { range: `bytes=${bytes}-`, ...(etag ? { 'if-match': etag } : {}) },
        take: (piece) => void pieces.push(Buffer.from(piece)),
      }),
      explain: (refused) => new Failure('remote-refused', `it answers ${refused.status}`),
      accept: [404],
    })
    return { status: answer.status, text: Buffer.concat(pieces).toString() }
  } finally {
    connection.close()
  }
}

const whole: Answer = (_, response) => response.setHeader('etag', '"1"').end('the whole content')
const status =
  (code: number, headers: http.OutgoingHttpHeaders = {}): Answer =>
  (_, response) =>
    response.writeHead(code, headers).end()
/** Sends the first bytes, as if of the whole, and cuts the line. */
const cutAfter =
  (text: string): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-length': 17, etag: '"1"' })
    response.write(text, () => setTimeout(() => response.socket?.destroy(), 20))
  }
const cut: Answer = (request) => request.socket.destroy()

describe('a connection', () => {
  it('hands over what arrives', async () => {
    const { url } = await serve(whole)
    expect(await read(url)).toEqual({ status: 200, text: 'the whole content' })
  })

  it.each([500, 502, 503, 504, 429, 408])('tries again after %i', async (code) => {
    const { url, asked } = await serve(status(code), status(code), whole)
    expect(await read(url)).toEqual({ status: 200, text: 'the whole content' })
    expect(asked).toHaveLength(3)
  })

  it('tries again after a line that was cut before an answer', async () => {
    const { url } = await serve(cut, cut, whole)
    expect((await read(url)).text).toBe('the whole content')
  })

  it('goes on where an answer was cut off', async () => {
    const { url, asked } = await serve(cutAfter('the whole'), (_, response) =>
      response.writeHead(206, { 'content-range': 'bytes 9-16/17' }).end(' content'),
    )
    expect((await read(url)).text).toBe('the whole content')
    expect(asked[1]!.headers).toMatchObject({ range: 'bytes=9-', 'if-match': '"1"' })
  })

  it('passes over what it has where the server sends everything again', async () => {
    const { url } = await serve(cutAfter('the whole'), whole)
    expect((await read(url)).text).toBe('the whole content')
  })

  it('does not make one file of the halves of two', async () => {
    const { url, asked } = await serve(cutAfter('the whole'), (_, response) =>
      response.setHeader('etag', '"2"').end('another and longer content'),
    )
    await expect(read(url)).rejects.toMatchObject({
      code: 'conflict',
      message: 'test://place: a file was changed there while it was read.',
    })
    expect(asked).toHaveLength(2)
  })

  it('waits as long as the server asks', async () => {
    pauses.length = 0
    const { url } = await serve(status(503, { 'retry-after': '7' }), whole)
    await read(url)
    expect(pauses).toEqual([7000])
  })

  it('waits until the time that the server tells', async () => {
    pauses.length = 0
    const soon = new Date(Date.now() + 9000).toUTCString()
    const { url } = await serve(status(503, { 'retry-after': soon }), whole)
    await read(url)
    expect(pauses[0]).toBeGreaterThan(7000)
    expect(pauses[0]).toBeLessThanOrEqual(9000)
  })

  it('gives an answer that is accepted', async () => {
    const { url } = await serve(status(404))
    expect(await read(url)).toEqual({ status: 404, text: '' })
  })

  it('does not try again what will not get better', async () => {
    const { url, asked } = await serve(status(403))
    await expect(read(url)).rejects.toMatchObject({ code: 'remote-refused', message: 'it answers 403' })
    expect(asked).toHaveLength(1)
  })

  it('says at last why it could not', async () => {
    const { url, asked } = await serve(cut)
    await expect(read(url)).rejects.toMatchObject({ code: 'remote-unreachable' })
    expect(asked).toHaveLength(4)
  })

  it('does not wait for ever', async () => {
    const { url } = await serve(() => undefined)
    await expect(read(url, connect(30))).rejects.toMatchObject({
      code: 'remote-unreachable',
      message: 'test://place: no answer in time.',
    })
  })

  it.each([
    ['waits for an answer', () => undefined, retry],
    ['waits before it asks again', status(503), realRetry],
  ] as const)('ends at once when everything is to end while it %s', async (_, answer, options) => {
    const { url } = await serve(answer)
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 50)
    const transport = new HttpTransport({ connections: 4, timeout: 5000 })
    const connection = new Connection({
      name: 'test://place',
      transport,
      concurrency: 4,
      retry: { ...options, random: () => 1000 },
      stop: stop.signal,
    })
    await expect(read(url, connection)).rejects.toMatchObject({ code: 'interrupted' })
  })

  it.each([
    ['a port where nobody listens', 'http://127.0.0.1:1/', 'test://place: nobody answers there.'],
    ['a name that is none', 'http://nowhere.invalid/', 'test://place: there is no machine of this name.'],
  ])('tells of %s', async (_, url, message) => {
    await expect(read(new URL(url))).rejects.toMatchObject({ code: 'remote-unreachable', message })
  })
})
