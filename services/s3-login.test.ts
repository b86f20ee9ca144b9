import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { contentAt, openAt, s3Options } from './open-at.ts'
import { startProxy } from './proxy-server.ts'
import { startMoto } from './s3-server.ts'

const server = await startMoto()
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'identity-'))
afterAll(async () => {
  vi.unstubAllEnvs()
  fs.rmSync(folder, { recursive: true })
  await server.stop()
})

it('a remote on S3 is reached with the web identity that a CI runner has', async () => {
  const token = path.join(folder, 'token')
  fs.writeFileSync(token, 'token-of-the-runner')
  const variables = {
    AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/ci',
    AWS_WEB_IDENTITY_TOKEN_FILE: token,
    AWS_ENDPOINT_URL: server.endpoint,
    AWS_REGION: 'us-east-1',
  }
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
  const files = openAt('s3://plain/identity', {}, variables)
  await files.write('file', Buffer.from('content'))
  expect(await contentAt(files, 'file')).toBe('content')
  expect(await files.credentialSource!()).toBe("AWS's chain of providers, for the profile 'default'")
  files.close()
})

it('a remote on S3 is reached through the proxy that the environment names', async () => {
  const proxy = await startProxy()
  const files = openAt('s3://plain/proxy', s3Options(server), { HTTP_PROXY: proxy.url })
  await files.write('file', Buffer.from('content'))
  expect(await contentAt(files, 'file')).toBe('content')
  expect(proxy.asked.length).toBe(2)
  files.close()
  await proxy.stop()
})
