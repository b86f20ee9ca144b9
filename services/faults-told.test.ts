import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import type { TestProject } from '@sterna/testkit'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { makeCertificates } from './certificates.ts'
import { type FaultyPlace, faultyPlaces, stopPlaces } from './faulty-places.ts'
import { contentsOfCache, count, countIntact, forget, ofTheLargeOne, projectAt } from './faulty-project.ts'
import type { Fault } from './faulty-proxy.ts'
import { freePort } from './service.ts'
import { startWebServer } from './web-server.ts'

const places = await faultyPlaces()
const certificates = makeCertificates()
const read = (file: string) => fs.readFileSync(file)
const secure = await startWebServer({
  tls: { cert: read(certificates.server.cert), key: read(certificates.server.key) },
})
afterAll(async () => {
  await stopPlaces(places)
  await secure.stop()
  certificates.remove()
})

let project: TestProject
afterEach(() => project.remove())

/** What a push says, without what differs between runs. */
async function said(place: FaultyPlace): Promise<string> {
  const { code, shown } = await project.run('push')
  const url = place.urlOf().replace(/\/[^/]*$/, '')
  return `${shown
    .replaceAll(url, 'far:')
    .replaceAll(/faults-\d+/g, 'place')
    .replaceAll(/'[0-9a-f]{32}(\.dir)?'/g, 'X$1')} [${code}]`
}

const named = (name: string) => places.find((place) => place.name.startsWith(name))!
const refusal = (status: number, code: string, more = ''): Fault => {
  const headers = { 'content-type': 'application/xml', 'x-ms-error-code': code }
  const body = Buffer.from(`<Error><Code>${code}</Code><Message>no</Message>${more}</Error>`)
  return { instead: { status, headers, body } }
}
const detail = (text: string) => `<AuthenticationErrorDetail>${text}</AuthenticationErrorDetail>`

describe('a refusal is told with what helps, and the next run does the rest', () => {
  it.each([
    ['S3 (moto)', 'ExpiredToken', refusal(400, 'ExpiredToken'), 'these credentials have expired', /aws sso login/],
    [
      'S3 (moto)',
      'RequestTimeTooSkewed',
      refusal(403, 'RequestTimeTooSkewed'),
      "this machine's clock",
      /^Set the clock/,
    ],
    ['S3 (moto)', 'AccessDenied', refusal(403, 'AccessDenied'), 'these credentials may not do that', /s3:PutObject/],
    ['S3 (moto)', 'NoSuchBucket', refusal(404, 'NoSuchBucket'), 'there is no such bucket', /make it first/],
    ['S3 (moto)', 'InternalError', refusal(500, 'InternalError'), 'something is wrong inside it', /its log/],
    [
      'Azure',
      'an expired token',
      refusal(403, 'AuthenticationFailed', detail('Signature not valid in the specified time frame')),
      'these credentials have expired',
      /SAS token/,
    ],
    [
      'Azure',
      'a wrong clock',
      refusal(403, 'AuthenticationFailed', detail('Date header in the request is incorrect')),
      "this machine's clock",
      /^Set the clock/,
    ],
    [
      'Azure',
      'no right to write',
      refusal(403, 'AuthorizationPermissionMismatch'),
      'these credentials may not do that',
      /create and write/,
    ],
    ['Azure', 'no container', refusal(404, 'ContainerNotFound'), 'there is no such container', /container create/],
    ['a web server', '403', { instead: { status: 403 } }, 'it does not allow that', /^Ask who keeps/],
    ['a web server', '507', { instead: { status: 507 } }, 'its disk is full', /^Free some space there/],
    ['WebHDFS', '403', { instead: { status: 403 } }, 'it does not allow that', /^Ask who keeps/],
    ['WebDAV', '403', { instead: { status: 403 } }, 'it does not allow that', /^Ask who keeps/],
    ['WebDAV', '423', { instead: { status: 423 } }, 'a file is locked there', /nobody works on it/],
  ] as const)('%s: %s', async (name, _, fault, message, hint) => {
    const place = named(name)
    project = await projectAt(place)
    place.proxy.disturb(ofTheLargeOne(fault))
    const { code, shown } = await project.run('push')
    place.proxy.disturb()
    const lines = shown.split('\n')
    expect(code).toBe(1)
    expect(lines[0]).toContain(`${place.urlOf()}: ${message}`)
    expect(lines.at(-2)).toMatch(hint)
    expect(lines.at(-1)).toBe('What was moved is kept; run the command again for the rest.')
    expect(countIntact(await place.contents())).toBe(count - 2)
    expect((await project.run('push')).code).toBe(0)
    expect(countIntact(await place.contents())).toBe(count)
  })
})

it('what does not speak WebHDFS is told', async () => {
  const place = named('WebHDFS')
  project = await projectAt(place)
  place.proxy.disturb({ fault: { instead: { status: 200, body: Buffer.from('<html>') } } })
  expect(await said(place)).toMatchInlineSnapshot(`
    "ERROR: failed to push data to the cloud - far:/place: what answers there does not speak WebHDFS.
    Perhaps it is another service, or something on the way that wants a login. Look at the host and the port: sterna remote list [1]"
  `)
  place.proxy.disturb()
})

describe.each(places)('$name', (place) => {
  it('that nobody answers for is told', async () => {
    project = await projectAt(place)
    await place.begin(project, `http://127.0.0.1:${await freePort()}`)
    expect(await said(place)).toMatch(/nobody answers there\.\nIs the server running, and is the port right\? \[1\]$/)
  })

  it('whose machine is in no list of names is told', async () => {
    project = await projectAt(place)
    await place.begin(project, 'http://nowhere.invalid')
    expect(await said(place)).toMatch(/there is no machine .*\.\nLook at the name .*: sterna .* \[1\]$/)
  })

  it('whose certificate nobody has signed whom we trust is told', async () => {
    project = await projectAt(place)
    await place.begin(project, secure.url)
    expect(await said(place)).toMatch(/its certificate is not trusted\.\n.*certificate.* \[1\]$/)
  })

  it('that fills the disk is told, and the next run does the rest', async ({ skip }) => {
    project = await projectAt(place)
    await project.run('push')
    forget(project)
    const cache = path.join(project.directory, '.dvc/cache')
    fs.mkdirSync(cache)
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', cache]).status !== 0)
      skip('this user may not mount a file system')
    try {
      const { code, shown } = await project.run('pull')
      expect([code, shown]).toEqual([1, expect.stringMatching(/No space left on the disk.*\nFree some space/)])
      expect(countIntact(contentsOfCache(project))).toBeLessThan(count - 1)
      expect(spawnSync('mount', ['-o', 'remount,size=20m', cache]).status).toBe(0)
      expect((await project.run('pull')).code).toBe(0)
      expect(countIntact(contentsOfCache(project))).toBe(count)
    } finally {
      spawnSync('umount', [cache])
    }
  })
})
