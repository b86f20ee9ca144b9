import { spawn } from 'node:child_process'
import * as net from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HttpTransport } from './http-transport.ts'

/** What a server does with what arrives over its connection number so many. */
type Serve = (asked: string, socket: net.Socket, connection: number) => void

let server: net.Server | undefined
let transport: HttpTransport
const sockets = new Set<net.Socket>()
beforeEach(() => {
  transport = new HttpTransport({ connections: 2, timeout: 5000 })
})
afterEach(() => {
  transport.close()
  for (const socket of sockets) socket.destroy()
  sockets.clear()
  server?.close()
})

const answer = (body: string, headers = '') =>
  `HTTP/1.1 200 OK\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`

async function serve(work: Serve): Promise<URL> {
  let connections = 0
  server = net.createServer((socket) => {
    const connection = ++connections
    sockets.add(socket)
    socket.on('data', (piece) => work(piece.toString('latin1'), socket, connection))
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve))
  return new URL(`http://127.0.0.1:${(server.address() as net.AddressInfo).port}/a%20b?c=d`)
}

const ask = async (url: URL, request: Partial<Parameters<HttpTransport['send']>[0]> = {}) => {
  const { body } = await transport.send({ method: 'GET', url, headers: {}, ...request })
  return body.toString()
}

describe('requests over connections that stay open', () => {
  it('say what they ask for', async () => {
    const url = await serve((asked, socket) => socket.write(answer(asked)))
    expect(await ask(url, { headers: { accept: '*/*' } })).toBe(
      `GET /a%20b?c=d HTTP/1.1\r\nhost: ${url.host}\r\naccept: */*\r\nconnection: keep-alive\r\n\r\n`,
    )
    expect(await ask(url, { method: 'PUT', body: Buffer.from('text') })).toMatch(
      /content-length: 4\r\n.*\r\n\r\ntext$/s,
    )
    expect(await ask(url, { method: 'MKCOL' })).toMatch(/content-length: 0\r\n/)
  })

  it('share them, as many as are allowed', async () => {
    const url = await serve((_, socket, connection) => setTimeout(() => socket.write(answer(String(connection))), 10))
    const all = await Promise.all(Array.from({ length: 8 }, () => ask(url)))
    expect(all.sort()).toEqual(['1', '1', '1', '1', '2', '2', '2', '2'])
  })

  it.each([
    ['the server closes it', answer('x', 'connection: close\r\n')],
    ['it will be closed in a moment', answer('x', 'keep-alive: timeout=1\r\n')],
    ['more comes than was asked for', `${answer('x')}HTTP/1.1 200 OK\r\n`],
  ])('take another one where %s', async (_, text) => {
    const seen: number[] = []
    const url = await serve((_asked, socket, connection) => (seen.push(connection), socket.write(text)))
    expect([await ask(url), await ask(url)]).toEqual(['x', 'x'])
    expect(seen).toEqual([1, 2])
  })

  it('take another one after a server has closed it in a pause', async () => {
    const url = await serve((_, socket, connection) => socket.write(answer(String(connection))))
    expect(await ask(url)).toBe('1')
    for (const socket of sockets) socket.end()
    await new Promise((resolve) => [...sockets][0]!.once('close', resolve))
    expect(await ask(url)).toBe('2')
  })

  it('fail alone: who waits for a connection gets the next one', async () => {
    const url = await serve((_, socket, connection) =>
      connection <= 2 ? socket.destroy() : socket.write(answer(String(connection))),
    )
    const all = await Promise.allSettled(Array.from({ length: 4 }, () => ask(url)))
    expect(all.map(({ status }) => status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected'])
    expect(all.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'ECONNRESET' } })
  })

  it('end with the refusal of a body that nobody wants to have', async () => {
    const refusal = 'HTTP/1.1 413 Too Large\r\ncontent-length: 3\r\n\r\nno!'
    const url = await serve((asked, socket) => asked.startsWith('PUT') && socket.write(refusal))
    const { status, body } = await transport.send({ method: 'PUT', url, headers: {}, body: Buffer.alloc(50 << 20) })
    expect([status, body.toString()]).toEqual([413, 'no!'])
  })

  it('do not keep a process from its end, also if some were opened for nothing', async () => {
    const url = await serve((_, socket) => socket.write(answer('x')))
    const place = new URL('./http-transport.ts', import.meta.url).href
    const script = `
      const { HttpTransport } = await import(${JSON.stringify(place)})
      const transport = new HttpTransport({ connections: 30, timeout: 60_000 })
      const ask = () => transport.send({ method: 'GET', url: new URL(${JSON.stringify(url.href)}), headers: {} })
      await ask()
      await Promise.all(Array.from({ length: 20 }, ask))
      await new Promise((resolve) => setTimeout(resolve, 100))
      setTimeout(() => process.exit(7), 10_000).unref()
    `
    const words = ['--import', 'tsx', '--conditions=source', '--input-type=module', '-e', script]
    const child = spawn(process.execPath, words, { stdio: 'ignore' })
    const code = await new Promise((resolve) => child.once('close', resolve))
    expect(code).toBe(0)
  })

  it('are given up when nothing comes', async () => {
    transport = new HttpTransport({ connections: 1, timeout: 50 })
    const url = await serve((_, socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhe'))
    await expect(ask(url)).rejects.toMatchObject({ code: 'ETIMEDOUT' })
  })

  it('are broken off by whoever asks, before and while they are answered', async () => {
    const url = await serve(() => undefined)
    const stop = new AbortController()
    const asking = Array.from({ length: 4 }, () => ask(url, { signal: stop.signal }))
    setTimeout(() => stop.abort(), 20)
    for (const one of asking) await expect(one).rejects.toMatchObject({ code: 'ABORT_ERR' })
    await expect(ask(url, { signal: stop.signal })).rejects.toMatchObject({ code: 'ABORT_ERR' })
  })

  it('end with their transport also before they have a connection', async () => {
    const url = await serve(() => undefined)
    const asking = ask(new URL(url.href.replace('http:', 'https:')))
    setTimeout(() => transport.close(), 20)
    await expect(asking).rejects.toMatchObject({ code: 'ECONNRESET' })
  })

  it('end where what takes the answer refuses it', async () => {
    const url = await serve((_, socket) => socket.write(answer('hello')))
    const refuse = () => {
      throw new Error('not that')
    }
    await expect(ask(url, { take: refuse })).rejects.toThrow('not that')
    expect(await ask(url)).toBe('hello')
  })

  it('cannot be made to say something else by what is put into them', async () => {
    const url = await serve((asked, socket) => socket.write(answer(asked)))
    const token = 'secret\r\nx-other: 1'
    const refused = ask(url, { headers: { authorization: token } })
    await expect(refused).rejects.toMatchObject({ code: 'config', message: expect.not.stringContaining('secret') })
  })

  it('are no leak that Node would warn of when many may be stopped together', async () => {
    const url = await serve((_, socket) => socket.write(answer('x')))
    const warnings: Error[] = []
    const note = (warning: Error) => warnings.push(warning)
    process.on('warning', note)
    const { signal } = new AbortController()
    await Promise.all(Array.from({ length: 30 }, () => ask(url, { signal })))
    process.off('warning', note)
    expect(warnings).toEqual([])
  })
})
