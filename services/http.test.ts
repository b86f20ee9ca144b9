import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { describeRemoteFiles } from '../engine/src/storage/remotes/remote-files-contract.ts'
import { contentAt, openAt } from './open-at.ts'
import {
  basicGuard,
  digestGuard,
  headerGuard,
  startWebServer,
  type WebServer,
  type WebServerOptions,
} from './web-server.ts'

const everyPlace = await startWebServer()
afterAll(() => everyPlace.stop())
let places = 0
describeRemoteFiles('http', () => openAt(`${everyPlace.url}/place ${places++}`), { refusesWrongMd5: true })

const login = { user: 'ada', password: 'top: secret' }

describe('the files of a web server', () => {
  let server: WebServer
  afterEach(() => server.stop())
  const serve = async (options: WebServerOptions = {}) => {
    server = await startWebServer(options)
    server.files.set('/there', Buffer.from('some content'))
    server.files.set('/empty', Buffer.alloc(0))
    return server
  }

  it.each([
    ['does not know HEAD', { without: ['HEAD'] }],
    ['does not tell lengths', { tellsLengths: false }],
    ['does neither', { without: ['HEAD'], tellsLengths: false }],
  ])('are found on one that %s', async (_, options) => {
    const { url } = await serve(options)
    const files = openAt(url)
    expect((await files.stat('there'))?.bytes).toBe(12)
    expect((await files.stat('empty'))?.bytes).toBe(0)
    expect(await files.stat('nothing')).toBeUndefined()
    files.close()
  })

  it('are asked for by HEAD only once where it is not known', async () => {
    const { url, asked } = await serve({ without: ['HEAD'] })
    const files = openAt(url)
    await files.stat('there')
    await files.stat('there')
    expect(asked).toEqual(['HEAD /there', 'GET /there', 'GET /there'])
    files.close()
  })

  it('are sent with the method that is set', async () => {
    const { url, asked } = await serve({ without: ['POST'] })
    await openAt(url, { method: 'put' }).write('new', Buffer.from('x'))
    expect(asked).toEqual(['PUT /new'])
    await expect(openAt(url).write('new', Buffer.from('x'))).rejects.toMatchObject({
      code: 'remote-refused',
      message: `${url}: it cannot be written there this way.`,
      hint: 'Perhaps it is read-only, or wants another method: sterna remote modify NAME method PUT',
    })
  })

  it.each([
    ['basic', { auth: 'basic', ...login }, basicGuard(login.user, login.password)],
    ['digest', { auth: 'digest', ...login }, digestGuard(login.user, login.password, 3)],
    ['custom', { auth: 'custom', custom_auth_header: 'X-Token', password: 'abc' }, headerGuard('x-token', 'abc')],
  ])('come with %s authentication', async (_, options, guard) => {
    const { url } = await serve({ guard })
    const files = openAt(url, options)
    await Promise.all(Array.from({ length: 20 }, (_, i) => files.write(`new/${i}`, Buffer.from(String(i)))))
    expect(await contentAt(files, 'new/7')).toBe('7')
    expect(await contentAt(files, 'there')).toBe('some content')
    expect(await files.stat('nothing')).toBeUndefined()
    files.close()
  })

  it('come with a login that stands in the URL, which is never shown', async () => {
    const { url } = await serve({ guard: basicGuard('ada', 'p@ss') })
    const files = openAt(url.replace('://', '://ada:p%40ss@'))
    expect(await contentAt(files, 'there')).toBe('some content')
    expect(files.name).toBe(url)
    files.close()
  })

  it.each([
    ['basic', basicGuard(login.user, login.password)],
    ['digest', digestGuard(login.user, login.password, 3)],
  ])('are refused with a wrong password (%s)', async (auth, guard) => {
    const { url } = await serve({ guard })
    const files = openAt(url, { auth, user: login.user, password: 'wrong' })
    await expect(files.stat('there')).rejects.toMatchObject({
      code: 'remote-refused',
      message: `${url}: it wants to know who asks, or does not believe it.`,
    })
    await expect(files.write('new', Buffer.from('x'))).rejects.toMatchObject({ code: 'remote-refused' })
    files.close()
  })

  it('need the options that their authentication needs', () => {
    expect(() => openAt('http://127.0.0.1:1', { auth: 'basic', user: 'ada' })).toThrow(
      "config file error: HTTP 'basic' authentication needs the option 'password'.",
    )
  })
})
