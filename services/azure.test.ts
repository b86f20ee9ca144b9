import { createHash, createHmac, randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { describeObjectStore } from '../engine/src/storage/object-store-contract.ts'
import { describeRemoteFiles } from '../engine/src/storage/remotes/remote-files-contract.ts'
import { remoteStore } from '../engine/src/storage/remotes/remote-store.ts'
import { startAzurite } from './azurite-server.ts'
import { contentAt, openAt } from './open-at.ts'
import { startProxy } from './proxy-server.ts'

const server = await startAzurite()
const { account, key, endpoint, connectionString } = server
const byKey = { connection_string: connectionString }
afterAll(() => server.stop())

let places = 0
const open = () => openAt(`azure://plain/some place ${places++}`, byKey)
describeRemoteFiles('azurite', open, { refusesWrongMd5: true })
describeObjectStore('azurite', () => remoteStore(open()), { refusesOtherBytes: true })

/** Where the account is, without a secret. */
const place = `AccountName=${account};BlobEndpoint=${endpoint}`

/** A token that lets in who has it, until then. */
function sharedAccessSignature(until: string, rights = 'rwdlc'): string {
  const version = '2020-12-06'
  const text = [account, rights, 'b', 'sco', '', until, '', '', version, '', ''].join('\n')
  const signature = createHmac('sha256', Buffer.from(key, 'base64')).update(text).digest('base64')
  const words = { sv: version, ss: 'b', srt: 'sco', sp: rights, se: until, sig: signature }
  return new URLSearchParams(words).toString()
}

const block = 32 << 20
const nextYear = `${new Date().getFullYear() + 1}-01-01T00:00:00Z`

describe('a remote on Azure', () => {
  it.each([
    ['a SAS token', { connection_string: place, sas_token: sharedAccessSignature(nextYear) }],
    ['one with a question mark', { connection_string: place, sas_token: `?${sharedAccessSignature(nextYear)}` }],
    [
      'one in a connection string',
      {
        connection_string: `${place};SharedAccessSignature=${sharedAccessSignature(nextYear)}`,
      },
    ],
    ['a key beside the connection string', { connection_string: place, account_key: key }],
  ])('is reached with %s', async (_, options) => {
    const files = openAt(`azure://plain/place ${places++}`, options as unknown as Record<string, string>)
    await files.write('a file', Buffer.from('content'))
    expect(await contentAt(files, 'a file')).toBe('content')
    await files.remove(['a file'])
    expect(await files.stat('a file')).toBeUndefined()
    files.close()
  })

  it('lists page by page', async () => {
    const files = open()
    const keys = Array.from({ length: 5100 }, (_, i) => `k/${String(i).padStart(5, '0')}`)
    await Promise.all(keys.map((name) => files.write(name, new Uint8Array(0))))
    const pages: number[] = []
    for await (const page of files.list!('k/')) pages.push(page.length)
    expect(pages).toEqual([5000, 100])
    await files.remove(keys)
    files.close()
  }, 60_000)

  it('gives a file the same ETag when it is written and when it is looked at', async () => {
    const files = open()
    const { etag } = await files.write('file', Buffer.from('content'))
    expect(etag).toMatch(/^"0x\w+"$/)
    expect((await files.stat('file'))?.etag).toBe(etag)
    files.close()
  })

  it('has a large file sent in blocks, and what was sent is not sent again', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'large-'))
    const part = { file: path.join(folder, 'file'), start: 0, bytes: 2 * block + 1000 }
    const content = Buffer.concat([Buffer.alloc(block, 'a'), Buffer.alloc(block, 'b'), randomBytes(1000)])
    fs.writeFileSync(part.file, content.subarray(0, 2 * block))
    const proxy = await startProxy()
    const sent = (requests: readonly string[]) =>
      requests.filter((request) => /^PUT .*comp=block&/.test(request)).length
    const files = openAt(`azure://plain/place ${places++}`, byKey, { HTTP_PROXY: proxy.url })
    await expect(files.write('large', part)).rejects.toMatchObject({ code: 'conflict' })
    expect(await files.stat('large')).toBeUndefined()
    await vi.waitFor(() => expect(sent(proxy.answered)).toBe(2), 20_000)
    fs.writeFileSync(part.file, content)
    await files.write('large', part)
    expect(sent(proxy.asked)).toBe(3)
    const digest = createHash('md5')
    await files.read('large', (piece) => void digest.update(piece))
    expect(digest.digest('hex')).toBe(createHash('md5').update(content).digest('hex'))
    fs.rmSync(folder, { recursive: true })
    files.close()
    await proxy.stop()
  }, 60_000)

  const notLetIn = 'azure://plain/place: it does not let this machine or these credentials in.'
  it.each([
    ['a wrong key', { connection_string: place, account_key: btoa('wrong') }, notLetIn],
    ['an old token', { connection_string: place, sas_token: sharedAccessSignature('2020-01-01T00:00:00Z') }, notLetIn],
    ['nothing to show', { connection_string: place, allow_anonymous_login: 'true' }, notLetIn],
    [
      'a token for reading',
      { connection_string: place, sas_token: sharedAccessSignature(nextYear, 'rl') },
      'azure://plain/place: these credentials may not do that.',
    ],
    [
      'an account that nobody has',
      { account_name: 'none.invalid', account_key: btoa('wrong') },
      "azure://plain/place: there is no machine 'none.invalid.blob.core.windows.net'.",
    ],
  ])('says what is wrong with %s', async (_, options, message) => {
    const files = openAt('azure://plain/place', options as unknown as Record<string, string>)
    await expect(files.write('file', Buffer.from('content'))).rejects.toMatchObject({ message })
    files.close()
  })
})
