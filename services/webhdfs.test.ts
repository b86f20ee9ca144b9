import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { describeObjectStore } from '../engine/src/storage/object-store-contract.ts'
import { describeRemoteFiles } from '../engine/src/storage/remotes/remote-files-contract.ts'
import { remoteStore } from '../engine/src/storage/remotes/remote-store.ts'
import { contentAt, openAt } from './open-at.ts'
import { startWebhdfs, type WebhdfsOptions, type WebhdfsServer } from './webhdfs-server.ts'

const everyPlace = await startWebhdfs()
afterAll(() => everyPlace.stop())
let places = 0
const openPlace = () => openAt(`${everyPlace.url}/place ${places++}`, { user: 'ada' })
describeRemoteFiles('webhdfs', openPlace, { refusesWrongMd5: false })
describeObjectStore('webhdfs', () => remoteStore(openPlace()), { refusesOtherBytes: false })

describe('the files of HDFS', () => {
  let server: WebhdfsServer
  afterEach(() => server.stop())
  const serve = async (options: WebhdfsOptions = {}) => (server = await startWebhdfs(options))

  it.each([
    ['in an option', (url: string) => openAt(url, { user: 'ada' })],
    ['in the URL', (url: string) => openAt(url.replace('://', '://ada@'))],
  ])('are asked for in the name of the user %s', async (_, open) => {
    const { url, asked } = await serve({ writer: 'ada' })
    const files = open(url)
    await files.write('file', Buffer.from('content'))
    expect(await contentAt(files, 'file')).toBe('content')
    expect(new Set(asked)).toEqual(new Set(['CREATE ada', 'RENAME ada', 'OPEN ada']))
    files.close()
  })

  it('are refused to others, in the words of the service', async () => {
    const { url, files: stored } = await serve({ writer: 'ada' })
    const files = openAt(url, { user: 'eve' })
    await expect(files.write('file', Buffer.from('content'))).rejects.toMatchObject({
      code: 'remote-refused',
      message: `${url}: it does not allow that: Permission denied: user=eve.`,
    })
    expect(stored.size).toBe(0)
    files.close()
  })

  it('come through a gateway where the data nodes cannot be reached', async () => {
    const { url, dataUrl } = await serve({ sendsToItself: true })
    const files = openAt(url, { data_proxy_target: `${dataUrl}/webhdfs/v1` })
    await files.write('file', Buffer.from('content'))
    expect(await contentAt(files, 'file')).toBe('content')
    files.close()
  })

  it('are not to be had with Kerberos alone', async () => {
    await serve()
    expect(() => openAt(server.url, { kerberos: 'true' })).toThrow('sterna cannot log in with Kerberos.')
  })
})
