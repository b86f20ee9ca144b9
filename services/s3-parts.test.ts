import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RemoteFiles } from '../engine/src/storage/remotes/remote-files.ts'
import { partBytes } from '../engine/src/storage/remotes/s3/s3-parts.ts'
import { type Fault, startFaultyProxy } from './faulty-proxy.ts'
import { openAt, s3Options } from './open-at.ts'
import { startMoto } from './s3-server.ts'

const server = await startMoto()
const proxy = await startFaultyProxy(server.endpoint)
afterAll(async () => {
  await proxy.stop()
  await server.stop()
})

const content = Buffer.alloc(partBytes + 1000, 'content')

describe('the end of an upload in parts', () => {
  let files: RemoteFiles
  beforeEach(() => void (files = openAt('s3://plain/parts', { ...s3Options(server), endpointurl: proxy.url })))
  afterEach(async () => {
    proxy.disturb()
    await files.remove(['file'])
    files.close()
  })
  const disturbEnd = (fault: Fault, times: number) =>
    proxy.disturb({ fault, times, isMeant: ({ method, url }) => method === 'POST' && url!.includes('uploadId=') })
  const refusal = (code: string) => Buffer.from(`<Error><Code>${code}</Code><Message>no</Message></Error>`)

  it('is believed although its answer was lost', async () => {
    disturbEnd({ end: 'lost' }, 1)
    await files.write('file', content)
    expect(proxy.disturbed).toHaveLength(1)
    expect((await files.stat('file'))?.bytes).toBe(content.length)
  })

  it('is believed where the server has forgotten the upload because of that', async () => {
    disturbEnd({ change: () => ({ status: 404, headers: {}, body: refusal('NoSuchUpload') }) }, 1)
    await files.write('file', content)
    expect(proxy.disturbed).toHaveLength(1)
    expect((await files.stat('file'))?.bytes).toBe(content.length)
  })

  it('is not believed where the upload is gone and the file is not there', async () => {
    disturbEnd({ instead: { status: 404, body: refusal('NoSuchUpload') } }, 1)
    await expect(files.write('file', content)).rejects.toThrow('an upload in parts was ended by somebody else')
  })

  it('is not believed where a success tells of a refusal, and the next attempt ends it', async () => {
    disturbEnd({ instead: { status: 200, body: refusal('InternalError') } }, 1)
    await expect(files.write('file', content)).rejects.toMatchObject({
      code: 'remote-refused',
      message: 's3://plain/parts: it answers 200 InternalError: no.',
    })
    expect(await files.stat('file')).toBeUndefined()
    await files.write('file', content)
    expect((await files.stat('file'))?.bytes).toBe(content.length)
  })
})
