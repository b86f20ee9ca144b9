import { describe, expect, it } from 'vitest'
import { parseGoogleKey } from './google-key.ts'

const account = { type: 'service_account', client_email: 'robot@project', private_key: 'PEM', private_key_id: 'id' }
const user = { type: 'authorized_user', client_id: 'program', client_secret: 's', refresh_token: 'r' }
const parse = (content: unknown) => parseGoogleKey(JSON.stringify(content), 'the file')

describe('a file with credentials for Google', () => {
  it('holds the key of a service account', () => {
    expect(parse({ ...account, token_uri: 'https://own.example.org/token', quota_project_id: 'p' })).toEqual({
      kind: 'account',
      email: 'robot@project',
      privateKey: 'PEM',
      keyId: 'id',
      tokenUrl: new URL('https://own.example.org/token'),
      quotaProject: 'p',
    })
  })

  it('holds the login of a person', () => {
    expect(parse(user)).toEqual({
      kind: 'user',
      clientId: 'program',
      clientSecret: 's',
      refreshToken: 'r',
      tokenUrl: new URL('https://oauth2.googleapis.com/token'),
      quotaProject: undefined,
    })
  })

  it.each([
    [{ type: 'external_account', audience: 'a' }],
    [{ type: 'impersonated_service_account' }],
    [{ ...account, universe_domain: 'example.org' }],
  ])("holds what only Google's package understands: %o", (content) => {
    expect(parse(content)).toEqual({ kind: 'further', content, quotaProject: undefined })
  })

  it.each([
    [undefined],
    [null],
    ['text'],
    [{}],
    [{ ...account, private_key: undefined }],
    [{ ...user, refresh_token: '' }],
  ])('is refused where it is none: %o', (content) => {
    const text = content === undefined ? 'no JSON' : JSON.stringify(content)
    expect(() => parseGoogleKey(text, 'the file')).toThrow(
      'config file error: the file is no file with credentials for Google.',
    )
  })
})
