import * as crypto from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { scope, signedClaim } from './google-token.ts'

describe('the claim that a service account sends', () => {
  it('says who asks for what and for how long, and is signed', () => {
    const { publicKey, privateKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 })
    const key = {
      kind: 'account' as const,
      email: 'robot@project',
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
      keyId: 'id',
      tokenUrl: new URL('https://own.example.org/token'),
      quotaProject: undefined,
    }
    const [header, claim, signature] = signedClaim(key, 'the file', 1_700_000_000_999).split('.')
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString())
    expect(read(header!)).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'id' })
    expect(read(claim!)).toEqual({
      iss: 'robot@project',
      scope,
      aud: 'https://own.example.org/token',
      iat: 1_700_000_000,
      exp: 1_700_003_600,
    })
    const text = Buffer.from(`${header}.${claim}`)
    expect(crypto.verify('RSA-SHA256', text, publicKey, Buffer.from(signature!, 'base64url'))).toBe(true)
  })
})
