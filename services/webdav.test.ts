import { afterAll, describe, expect, it } from 'vitest'
import { describeObjectStore } from '../engine/src/storage/object-store-contract.ts'
import { describeRemoteFiles } from '../engine/src/storage/remotes/remote-files-contract.ts'
import { remoteStore } from '../engine/src/storage/remotes/remote-store.ts'
import { contentAt, openAt } from './open-at.ts'
import { startApache, startRclone, type WebdavServer } from './webdav-server.ts'

// Where one cannot be installed there is nothing to test.
const rclone = await startRclone()
const apache = await startApache()
if (rclone) describeServer('rclone', rclone)
if (apache) describeServer('apache', apache)

function describeServer(name: string, { url, user, password, stop }: WebdavServer): void {
  afterAll(stop)
  let places = 0
  const openPlace = () => openAt(`${url}/some/place ${places++}`, { user, password })
  describeRemoteFiles(`webdav: ${name}`, openPlace, { refusesWrongMd5: false })
  describeObjectStore(`webdav: ${name}`, () => remoteStore(openPlace()), { refusesOtherBytes: false })

  describe(`a WebDAV server: ${name}`, () => {
    it('refuses a wrong password', async () => {
      const files = openAt(`${url}/place`, { user, password: 'wrong' })
      await expect(files.stat('file')).rejects.toMatchObject({
        code: 'remote-refused',
        message: `${url}/place: it wants to know who asks, or does not believe it.`,
      })
      files.close()
    })

    it('takes a login that stands in the URL, which is never shown', async () => {
      const files = openAt(`${url.replace('://', `://${user}:${encodeURIComponent(password)}@`)}/place`)
      await files.write('file', Buffer.from('content'))
      expect(await contentAt(files, 'file')).toBe('content')
      expect(files.name).toBe(`${url}/place`)
      files.close()
    })

    it('makes folders again that somebody has taken away', async () => {
      const files = openAt(`${url}/gone`, { user, password })
      await files.write('a/file', Buffer.from('content'))
      await openAt(url, { user, password }).remove(['gone/a/'])
      await files.write('a/file', Buffer.from('content'))
      expect(await contentAt(files, 'a/file')).toBe('content')
      files.close()
    })
  })
}

describe.skipIf(!apache)('files of Apache, read as those of a web server', () => {
  it('come with digest authentication', async () => {
    const { url, user, password } = apache!
    const written = openAt(`${url}/read`, { user, password })
    await written.write('file', Buffer.from('content'))
    const files = openAt(`${url.replace('webdav:', 'http:').replace('/dav', '/digest')}/read`, {
      auth: 'digest',
      user,
      password,
    })
    expect(await contentAt(files, 'file')).toBe('content')
    expect((await files.stat('file'))?.bytes).toBe(7)
    expect(await files.stat('nothing')).toBeUndefined()
  })
})
