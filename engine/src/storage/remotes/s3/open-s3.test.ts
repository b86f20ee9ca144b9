import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { absolutePath } from '../../../foundation/base/index.ts'
import { openS3 } from './open-s3.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'credentials-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const answer = { Version: 1, AccessKeyId: 'id', SecretAccessKey: 'very-secret' }
fs.writeFileSync(path.join(folder, 'answer.json'), JSON.stringify(answer))
fs.writeFileSync(
  path.join(folder, 'config'),
  [
    '[profile process]',
    `credential_process = cat ${path.join(folder, 'answer.json')}`,
    '[profile broken]',
    `credential_process = cat ${path.join(folder, 'nothing.json')}`,
    '[profile plain]',
    'aws_access_key_id = id',
    'aws_secret_access_key = very-secret',
  ].join('\n'),
)

/** Where a remote with these options gets its credentials, or why not. */
async function sourceOf(options: Record<string, string>, variables: Record<string, string> = {}): Promise<string> {
  const files = openS3({
    url: 's3://bucket/path',
    options: new Map(Object.entries({ configpath: path.join(folder, 'config'), ...options })),
    environment: {
      variables,
      workingDirectory: absolutePath('/'),
      homeDirectory: absolutePath(folder),
      platform: process.platform,
      processId: process.pid,
      processors: 1,
      canAsk: () => false,
    },
  })
  try {
    return await files.credentialSource!()
  } catch (error) {
    return String(error)
  } finally {
    files.close()
  }
}

describe('the credentials of a remote on S3', () => {
  it.each([
    ['its own options first', { access_key_id: 'id', secret_access_key: 'very-secret' }, 'the options of the remote'],
    ['the profile it names', { profile: 'plain' }, "the profile 'plain'"],
    ['another program', { profile: 'process' }, "AWS's chain of providers, for the profile 'process'"],
    ['nowhere, if it wants none', { allow_anonymous_login: 'true' }, 'none: it is asked without'],
  ])('come from %s', async (_, options, source) => {
    expect(await sourceOf(options as unknown as Record<string, string>)).toBe(source)
  })

  it('come from the environment before a profile that is not named', async () => {
    const variables = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'very-secret', AWS_PROFILE: 'plain' }
    expect(await sourceOf({}, variables)).toBe('the environment')
  })

  it('are missed with a reason, and never shown', async () => {
    const broken = await sourceOf({ profile: 'broken' })
    expect(broken).toContain("s3://bucket/path: the profile 'broken' gave no credentials: ")
    expect(broken).not.toContain('very-secret')
    expect(await sourceOf({})).toContain('s3://bucket/path: no credentials for it are anywhere.')
  })
})
