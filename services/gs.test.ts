import { createHash, randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { describeObjectStore } from '../engine/src/storage/object-store-contract.ts'
import { describeRemoteFiles, md5Of } from '../engine/src/storage/remotes/remote-files-contract.ts'
import { remoteStore } from '../engine/src/storage/remotes/remote-store.ts'
import { startFakeGcs } from './fake-gcs-server.ts'
import { startGsServer } from './gs-server.ts'
import { contentAt, openAt } from './open-at.ts'

const ours = await startGsServer()
const fake = await startFakeGcs()
const servers = [['a server of ours', ours] as const, ...(fake ? [['fake-gcs-server', fake] as const] : [])]
afterAll(async () => void (await Promise.all(servers.map(([, server]) => server.stop()))))

let places = 0
const openOn = (endpoint: string) => openAt(`gs://plain/some place ${places++}`, { endpointurl: endpoint })
const open = () => openOn(ours.endpoint)

for (const [name, { endpoint }] of servers) {
  describeRemoteFiles(name, () => openOn(endpoint), { refusesWrongMd5: true })
  describeObjectStore(name, () => remoteStore(openOn(endpoint)), { refusesOtherBytes: true })
}

const chunk = 32 << 20

describe.each(servers)("a remote on Google's storage (%s)", (_, { endpoint }) => {
  it('lists page by page', async () => {
    const files = openOn(endpoint)
    const keys = Array.from({ length: 1005 }, (__, i) => `k/${String(i).padStart(5, '0')}`)
    await Promise.all(keys.map((name) => files.write(name, new Uint8Array(0))))
    const listed: string[] = []
    for await (const page of files.list!('k/')) listed.push(...page.map(({ key }) => key))
    expect(listed.sort()).toEqual(keys)
    await files.remove(keys)
    files.close()
  })

  it('gives a file the same ETag and version wherever it is seen, the ETag in hex', async () => {
    const files = openOn(endpoint)
    const written = await files.write('file', Buffer.from('content'))
    expect(written.etag).toBe(md5Of(Buffer.from('content')))
    expect(written.version).toMatch(/^\d{16}$/)
    expect(await files.stat('file')).toEqual(written)
    for await (const page of files.listVersions!('')) expect(page).toEqual([written])
    expect(await files.read('file', () => undefined)).toEqual(written)
    files.close()
  })

  it('sends a large file in chunks, and shows nothing of it before it is whole', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'large-'))
    const content = Buffer.concat([Buffer.alloc(chunk, 'a'), randomBytes(chunk + 1000)])
    const part = { file: path.join(folder, 'file'), start: 0, bytes: content.length }
    fs.writeFileSync(part.file, content.subarray(0, chunk + 1000))
    const files = openOn(endpoint)
    await expect(files.write('large', part)).rejects.toMatchObject({ code: 'conflict' })
    expect(await files.stat('large')).toBeUndefined()
    fs.writeFileSync(part.file, content)
    expect((await files.write('large', part, { md5: md5Of(content) })).bytes).toBe(content.length)
    const digest = createHash('md5')
    await files.read('large', (piece) => void digest.update(piece))
    expect(digest.digest('hex')).toBe(md5Of(content))
    fs.rmSync(folder, { recursive: true })
    files.close()
  }, 60_000)

  it('says so where there is no such bucket', async () => {
    const files = openAt('gs://nowhere/x', { endpointurl: endpoint })
    await expect(files.write('file', Buffer.from('content'))).rejects.toMatchObject({
      code: 'remote-refused',
      message: 'gs://nowhere/x: there is no such bucket.',
      hint: expect.stringContaining('gcloud storage buckets create'),
    })
    files.close()
  })
})

describe("what a remote on Google's storage does about faults", () => {
  beforeEach(() => {
    ours.asked.length = 0
    ours.faults.length = 0
  })

  const asked = (pattern: RegExp) => ours.asked.filter((request) => pattern.test(request))

  it('reads on from where a connection broke', async () => {
    const files = open()
    const content = randomBytes(400_000).toString('hex')
    await files.write('file', Buffer.from(content))
    ours.faults.push({ request: /alt=media/, instead: 'cut' })
    expect(await contentAt(files, 'file')).toBe(content)
    expect(asked(/^GET .*alt=media bytes=\d+-$/)).toHaveLength(1)
    files.close()
  })

  it('goes on with what the server has kept of a chunk', async () => {
    const files = open()
    const content = randomBytes(1_000_000)
    ours.faults.push({ request: /^PUT/, instead: { kept: 300_000 } })
    await files.write('file', content, { md5: md5Of(content) })
    expect(asked(/^PUT/).map((request) => request.split(' ').slice(2).join(' '))).toEqual([
      'bytes 0-999999/1000000',
      'bytes 300000-999999/1000000',
    ])
    files.close()
  })

  it.each(['cut', 'lost'] as const)('sends a chunk again when its answer is %s', async (how) => {
    const files = open()
    const content = randomBytes(1_000_000)
    const instead = how === 'cut' ? 'cut' : { status: 503 }
    ours.faults.push({ request: /^POST .*uploadType=resumable/, instead }, { request: /^PUT/, instead })
    await files.write('file', content, { md5: md5Of(content) })
    expect((await files.stat('file'))?.bytes).toBe(content.length)
    files.close()
  })

  it('begins anew when a session is forgotten, but not for ever', async () => {
    const files = open()
    const content = randomBytes(1_000_000)
    const forgotten = { request: /^PUT/, instead: { status: 410 } }
    ours.faults.push(forgotten)
    await files.write('file', content)
    expect(asked(/^POST/)).toHaveLength(2)
    ours.faults.push(forgotten, forgotten, forgotten)
    await expect(files.write('other', content)).rejects.toMatchObject({
      message: expect.stringMatching(/: it forgets what was sent of a large file\.$/),
    })
    expect(await files.stat('other')).toBeUndefined()
    files.close()
  })

  it('waits where it is asked too much, also where that is told as a refusal', async () => {
    const files = open()
    const json = { error: { errors: [{ reason: 'rateLimitExceeded' }] } }
    ours.faults.push(
      { request: /^POST/, instead: { status: 429 } },
      { request: /^POST/, instead: { status: 403, json } },
    )
    await files.write('file', Buffer.from('content'))
    expect(asked(/^POST/)).toHaveLength(3)
    files.close()
  })

  it('says that a file changed while it was read', async () => {
    const files = open()
    await files.write('file', randomBytes(400_000))
    ours.faults.push(
      { request: /alt=media/, instead: 'cut' },
      { request: /alt=media bytes/, instead: { status: 412, bytes: Buffer.from('Precondition Failed') } },
    )
    await expect(files.read('file', () => undefined)).rejects.toMatchObject({
      message: expect.stringMatching(/: a file there changed while it was read\.$/),
    })
    files.close()
  })

  it('reads the version that is asked for, and lists the one that is there', async () => {
    const files = open()
    const first = await files.write('file', Buffer.from('first'))
    const second = await files.write('file', Buffer.from('second'))
    const pieces: Uint8Array[] = []
    await files.read('file', (piece) => pieces.push(piece), { version: first.version! })
    expect(Buffer.concat(pieces).toString()).toBe('first')
    for await (const page of files.listVersions!('')) expect(page).toEqual([second])
    files.close()
  })

  it.each([
    ['http://127.0.0.1:1', 'nobody answers there.'],
    ['https://none.invalid', "there is no machine 'none.invalid'."],
  ])('says why %s is not reached', async (endpointurl, message) => {
    const files = openAt('gs://plain/place', { endpointurl, allow_anonymous_login: 'true' })
    await expect(files.stat('file')).rejects.toMatchObject({
      code: 'remote-unreachable',
      message: `gs://plain/place: ${message}`,
    })
    files.close()
  })
})
