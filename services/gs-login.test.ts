import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeCertificates } from './certificates.ts'
import { makeGoogleLogin, shownSecret, startMetadataServer } from './google-login.ts'
import { startGsServer } from './gs-server.ts'
import { contentAt, openAt } from './open-at.ts'

const login = makeGoogleLogin()
const certificates = makeCertificates()
const server = await startGsServer({ login })
const secure = await startGsServer({ login, certificates })
const metadata = await startMetadataServer(login)
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'google-'))
afterAll(async () => {
  await Promise.all([server.stop(), secure.stop(), metadata.stop()])
  certificates.remove()
  fs.rmSync(folder, { recursive: true })
})
beforeEach(() => {
  login.believed.clear()
  login.asked.length = 0
})
afterEach(() => vi.unstubAllEnvs())

let written = 0
function fileOf(content: string): string {
  const file = path.join(folder, `key-${written++}.json`)
  fs.writeFileSync(file, content)
  return file
}
const accountFile = fileOf(login.keyFile('service_account', server.endpoint))
const loginFile = fileOf(login.keyFile('authorized_user', server.endpoint))
/** Of a machine in another cloud, which has its own proof of who it is in a file. */
const elsewhereFile = fileOf(
  JSON.stringify({
    type: 'external_account',
    audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool/providers/provider',
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    token_url: `${server.endpoint}/token`,
    credential_source: { file: fileOf(shownSecret) },
  }),
)
const open = (options: Record<string, string>, variables: Record<string, string> = {}) =>
  openAt('gs://plain/place', { endpointurl: server.endpoint, ...options }, variables)

describe("a remote on Google's storage that wants to know who asks", () => {
  it.each([
    ['account', { credentialpath: accountFile }, {}, "the option 'credentialpath' of the remote"],
    ['login', { credentialpath: loginFile }, {}, "the option 'credentialpath' of the remote"],
    ['exchange', { credentialpath: elsewhereFile }, {}, "the option 'credentialpath' of the remote"],
    ['account', {}, { GOOGLE_APPLICATION_CREDENTIALS: accountFile }, 'the variable GOOGLE_APPLICATION_CREDENTIALS'],
  ])('is reached by %s (%o %o), for which one token is got', async (way, options, variables, source) => {
    const files = open(options as Record<string, string>, variables as Record<string, string>)
    await Promise.all(Array.from({ length: 20 }, (_, i) => files.write(`file ${i}`, Buffer.from('content'))))
    expect(await contentAt(files, 'file 7')).toBe('content')
    expect(await files.credentialSource!()).toBe(source)
    expect(login.asked).toEqual([way])
    files.close()
  })

  it('gets another token when the one it has is not believed, for each part of a large file too', async () => {
    const files = open({ credentialpath: accountFile })
    await files.write('file', Buffer.from('content'))
    login.believed.clear()
    await files.write('large', Buffer.alloc(1_000_000))
    expect(login.asked).toEqual(['account', 'account'])
    files.close()
  })

  it("is reached with the login of Google's command line, and with the account of the machine", async () => {
    const settings = path.join(folder, 'gcloud')
    fs.mkdirSync(settings)
    fs.copyFileSync(loginFile, path.join(settings, 'application_default_credentials.json'))
    vi.stubEnv('GCE_METADATA_HOST', metadata.host)
    const variables = { SSL_CERT_FILE: certificates.authority, GCE_METADATA_HOST: metadata.host }
    const options = { endpointurl: secure.endpoint }
    const byLogin = open(options, { ...variables, CLOUDSDK_CONFIG: settings })
    await byLogin.write('file', Buffer.from('content'))
    expect(await byLogin.credentialSource!()).toBe("the login of Google's command line")
    const byMachine = open(options, variables)
    expect(await contentAt(byMachine, 'file')).toBe('content')
    expect(await byMachine.credentialSource!()).toBe('the account of this machine')
    expect(login.asked).toEqual(['login', 'machine'])
    for (const files of [byLogin, byMachine]) files.close()
  })

  it('is asked without a login that nobody has named for it where bytes go in the clear', async () => {
    const files = open({}, { CLOUDSDK_CONFIG: folder, GCE_METADATA_HOST: metadata.host })
    await expect(files.stat('file')).rejects.toMatchObject({ message: 'gs://plain/place: it wants to know who asks.' })
    expect(await files.credentialSource!()).toBe('none: it is asked without')
    expect(login.asked).toEqual([])
    files.close()
  })

  it.each([
    [
      'a key that was taken back',
      withContent(accountFile, { private_key: anotherKey() }),
      /its key is not, or no longer/,
    ],
    ['an account that is gone', withContent(accountFile, { client_email: 'nobody' }), /there is no such account/],
    ['a login that has ended', withContent(loginFile, { refresh_token: 'old-secret' }), /has ended or was taken back/],
    ['a key that is none', withContent(accountFile, { private_key: 'x-secret' }), /cannot be used to sign/],
    [
      'an identity of another cloud',
      withContent(elsewhereFile, { credential_source: { file: 'no' } }),
      /No token for Google/,
    ],
    ['a file of something else', fileOf('{"secret": 1}'), /is no file with credentials/],
    ['no file', path.join(folder, 'nothing-secret'), /names a file that is not there/],
    [
      'a service of tokens that is not there',
      withContent(loginFile, { token_uri: 'http://127.0.0.1:1/token' }),
      /gs:\/\/plain\/place \(its login at 127.0.0.1:1\): nobody answers there/,
    ],
  ])('says what is wrong with %s, and no secret', async (_, credentialpath, message) => {
    const failure = await Promise.resolve()
      .then(() => open({ credentialpath }).stat('file'))
      .catch((error: Error & { hint: string }) => error)
    expect(failure).toMatchObject({ name: 'Failure', message: expect.stringMatching(message) })
    expect(JSON.stringify([failure, String(failure)])).not.toContain('secret')
  })

  it('says that the clock of this machine is wrong', async () => {
    login.secondsAhead = 3600
    const files = open({ credentialpath: accountFile })
    await expect(files.stat('file')).rejects.toMatchObject({
      message: expect.stringContaining("this machine's clock differs too much from Google's"),
      hint: 'Set the clock of this machine, or have it set over the network.',
    })
    login.secondsAhead = 0
    files.close()
  })

  it('is not reached over a certificate that nobody trusts', async () => {
    const files = open({ endpointurl: secure.endpoint, credentialpath: accountFile })
    await expect(files.stat('file')).rejects.toMatchObject({
      message: 'gs://plain/place: its certificate is not trusted.',
      hint: 'Name the file with the certificate of who signed it in SSL_CERT_FILE.',
    })
    files.close()
  })
})

function withContent(file: string, other: Readonly<Record<string, unknown>>): string {
  return fileOf(JSON.stringify({ ...JSON.parse(fs.readFileSync(file, 'utf8')), ...other }))
}

/** That of nobody the server knows. */
function anotherKey(): string {
  return JSON.parse(makeGoogleLogin().keyFile('service_account', server.endpoint)).private_key
}
