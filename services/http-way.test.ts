import * as fs from 'node:fs'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeCertificates } from './certificates.ts'
import { contentAt, openAt } from './open-at.ts'
import { type ProxyServer, startProxy } from './proxy-server.ts'
import { basicGuard, startWebServer, type WebServer, type WebServerOptions } from './web-server.ts'

const certificates = makeCertificates()
afterAll(() => certificates.remove())
const read = (file: string) => fs.readFileSync(file)
const tls = { cert: read(certificates.server.cert), key: read(certificates.server.key) }

const running: { stop(): Promise<void> }[] = []
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop()
})
const serve = async (options: WebServerOptions = {}): Promise<WebServer> => {
  const server = await startWebServer(options)
  server.files.set('/there', Buffer.from('some content'))
  running.push(server)
  return server
}

describe('a web server with TLS', () => {
  it('is believed if somebody whom we trust has signed for it', async () => {
    const { url } = await serve({ tls })
    const files = openAt(url, { ssl_verify: certificates.authority })
    expect(await contentAt(files, 'there')).toBe('some content')
    files.close()
  })

  it('is not believed otherwise', async () => {
    const { url } = await serve({ tls })
    const files = openAt(url)
    await expect(files.stat('there')).rejects.toMatchObject({
      code: 'remote-unreachable',
      message: `${url}: its certificate is not trusted.`,
    })
    files.close()
  })

  it('is believed anyway where that is wanted', async () => {
    const { url } = await serve({ tls })
    const files = openAt(url, { ssl_verify: 'false' })
    expect(await contentAt(files, 'there')).toBe('some content')
    files.close()
  })
})

describe('a proxy', () => {
  let proxy: ProxyServer
  beforeEach(async () => running.push((proxy = await startProxy('ada:p@ss'))))
  const named = () => proxy.url.replace('://', '://ada:p%40ss@')

  it('passes on plain requests', async () => {
    const { url } = await serve()
    const files = openAt(url, {}, { HTTP_PROXY: named() })
    expect(await contentAt(files, 'there')).toBe('some content')
    await files.write('new', Buffer.from('x'))
    expect(proxy.asked).toEqual([`GET ${url}/there`, `POST ${url}/new`])
    files.close()
  })

  it('passes on what it cannot read', async () => {
    const { url } = await serve({ tls })
    const files = openAt(url, { ssl_verify: certificates.authority }, { https_proxy: named() })
    expect(await contentAt(files, 'there')).toBe('some content')
    expect(await contentAt(files, 'there')).toBe('some content')
    expect(proxy.asked).toEqual([`CONNECT ${new URL(url).host}`])
    files.close()
  })

  it('is not asked where it should not be', async () => {
    const { url } = await serve()
    const files = openAt(url, {}, { HTTP_PROXY: named(), NO_PROXY: '127.0.0.1' })
    expect(await contentAt(files, 'there')).toBe('some content')
    expect(proxy.asked).toEqual([])
    files.close()
  })

  it.each([
    ['plain', {}, {}, 'a proxy on the way wants to know who asks.'],
    ['with TLS', { tls }, { ssl_verify: 'false' }, 'does not let us through'],
  ])('that does not know us is a clear failure, %s', async (_, server, options, message) => {
    const { url } = await serve(server)
    const files = openAt(url, options, { ALL_PROXY: proxy.url })
    await expect(files.stat('there')).rejects.toThrow(message)
    files.close()
  })
})

describe('a web server that sends us on', () => {
  it('gets no login of ours seen by another server', async () => {
    const seen: (string | undefined)[] = []
    const other = await serve({ guard: ({ headers }) => void seen.push(headers.authorization) })
    const first = await serve({ guard: basicGuard('ada', 'secret'), sendOn: (path) => `${other.url}${path}` })
    const files = openAt(first.url, { auth: 'basic', user: 'ada', password: 'secret' })
    expect(await contentAt(files, 'there')).toBe('some content')
    expect((await files.stat('there'))?.bytes).toBe(12)
    await files.write('new', Buffer.from('x'))
    expect(other.files.get('/new')?.toString()).toBe('x')
    expect(new Set(seen)).toEqual(new Set([undefined]))
    files.close()
  })

  it('is left when it does so for ever', async () => {
    const { url, asked } = await serve({ sendOn: (path) => path })
    const files = openAt(url)
    await expect(files.stat('there')).rejects.toThrow(`${url}: it answers 307.`)
    expect(asked.length).toBe(11)
    files.close()
  })
})

describe('a bucket behind a web server', () => {
  const bucket = { absentStatus: 403, headers: { 'x-amz-request-id': '1' } }

  it('does not have what it says nothing of', async () => {
    const { url } = await serve(bucket)
    const files = openAt(url)
    expect(await files.stat('nothing')).toBeUndefined()
    expect(await contentAt(files, 'nothing')).toBeUndefined()
    files.close()
  })

  it('refuses those who show a login', async () => {
    const { url } = await serve(bucket)
    const files = openAt(url, { auth: 'basic', user: 'ada', password: 'secret' })
    await expect(files.stat('nothing')).rejects.toThrow(`${url}: it does not allow that.`)
    files.close()
  })
})
