import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { startTrustingAzurite } from './azurite-server.ts'
import { contentAt, openAt } from './open-at.ts'

const server = await startTrustingAzurite()
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'command-line-'))
afterAll(async () => {
  vi.unstubAllEnvs()
  fs.rmSync(folder, { recursive: true })
  await server.stop()
})

const now = Math.floor(Date.now() / 1000)

/** A token as Azure's login gives it out, but for the signature, at which Azurite does not look. */
function token(more: Readonly<Record<string, unknown>> = {}): string {
  const said = {
    iss: 'https://sts.windows.net/tenant/',
    aud: 'https://storage.azure.com',
    nbf: now - 60,
    iat: now - 60,
  }
  const parts = [
    { alg: 'RS256', typ: 'JWT' },
    { ...said, exp: now + 3600, ...more },
  ]
  return [...parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')), 'signature'].join('.')
}

/** Stands in for Azure's command line: answers with these tokens, one after the other, and counts. */
function commandLine(...tokens: readonly string[]): { asked(): number } {
  const answers = tokens.map((accessToken) =>
    JSON.stringify({ accessToken, expires_on: now + 3600, tokenType: 'Bearer' }),
  )
  const count = path.join(folder, 'count')
  fs.writeFileSync(count, '')
  answers.forEach((answer, i) => fs.writeFileSync(path.join(folder, `answer-${i + 1}`), answer))
  const script = `#!/bin/sh\nprintf x >> '${count}'\ncat "${folder}/answer-$(wc -c < '${count}' | tr -d ' ')"\n`
  fs.writeFileSync(path.join(folder, 'az'), script, { mode: 0o755 })
  vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`)
  return { asked: () => fs.readFileSync(count).length }
}

const options = {
  connection_string: `AccountName=${server.account};BlobEndpoint=${server.endpoint}`,
  exclude_managed_identity_credential: 'true',
}
const open = () => openAt('azure://plain/place', options, { SSL_CERT_FILE: server.authority })

describe('a remote on Azure without a key', () => {
  it("is reached with the login of Azure's command line, which is asked once", async () => {
    const azure = commandLine(token())
    const files = open()
    await Promise.all(Array.from({ length: 20 }, (_, i) => files.write(`file ${i}`, Buffer.from('content'))))
    expect(await contentAt(files, 'file 7')).toBe('content')
    expect(await files.credentialSource!()).toBe("the login of Azure's command line")
    expect(azure.asked()).toBe(1)
    files.close()
  })

  it('gets another token when the one it has is not believed', async () => {
    const azure = commandLine(token({ exp: now - 10 }), token())
    const files = open()
    await files.write('again', Buffer.from('content'))
    expect(azure.asked()).toBe(2)
    files.close()
  })

  it('says that a login has ended', async () => {
    commandLine(token({ exp: now - 10 }), token({ exp: now - 10 }))
    const files = open()
    await expect(files.stat('file')).rejects.toMatchObject({
      code: 'remote-refused',
      hint: expect.stringContaining('log in again: az login'),
    })
    files.close()
  })

  it('says so where there is no login at all', async () => {
    fs.rmSync(path.join(folder, 'az'))
    const files = open()
    await expect(files.stat('file')).rejects.toMatchObject({
      message: 'azure://plain/place: no credentials for it are anywhere.',
    })
    files.close()
  })

  it('is not reached over a certificate that nobody trusts', async () => {
    const files = openAt('azure://plain/place', { ...options, account_key: server.key })
    await expect(files.stat('file')).rejects.toMatchObject({
      message: 'azure://plain/place: its certificate is not trusted.',
      hint: 'Name the file with the certificate of who signed it in SSL_CERT_FILE.',
    })
    files.close()
  })
})
