import { describe, expect, it } from 'vitest'
import { DigestAuthorization } from './digest-authorization.ts'

const login = { user: 'Mufasa', password: 'Circle of Life' }
const request = { method: 'GET', url: new URL('http://www.example.org/dir/index.html') }
const clientNonce = 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ'

function refusedWith(...challenges: string[]) {
  return { status: 401, headers: { 'www-authenticate': challenges }, body: Buffer.alloc(0) }
}

function valueOf(header: string | undefined, name: string): string | undefined {
  return new RegExp(`${name}="?([^",]+)`).exec(header ?? '')?.[1]
}

describe('digest authorization', () => {
  it.each([
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
  ])('answers the challenge of RFC 7616 with %s', (algorithm, response) => {
    const digest = new DigestAuthorization('a test', login, () => clientNonce)
    expect(digest.needsChallenge).toBe(true)
    expect(digest.headersFor(request)).toEqual({})
    const challenge =
      `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, ` +
      'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
    expect(digest.learn(refusedWith(challenge), 1)).toBe(true)
    const { authorization } = digest.headersFor(request)
    expect(valueOf(authorization, 'response')).toBe(response)
    expect(valueOf(authorization, 'uri')).toBe('/dir/index.html')
    expect(valueOf(authorization, 'nc')).toBe('00000001')
    expect(valueOf(digest.headersFor(request).authorization, 'nc')).toBe('00000002')
  })

  it('answers as of old where the server offers nothing newer', () => {
    const digest = new DigestAuthorization('a test', { user: 'Mufasa', password: 'Circle Of Life' })
    digest.learn(refusedWith('Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"'), 1)
    expect(valueOf(digest.headersFor(request).authorization, 'response')).toBe('670fd8c2df070c60b045671b8b24ff02')
  })

  it('takes the strongest of several challenges, and passes over those it does not know', () => {
    const digest = new DigestAuthorization('a test', login)
    digest.learn(
      refusedWith(
        'Basic realm="x"',
        'Digest realm="x", nonce="n", algorithm=MD5',
        'Digest realm="x", nonce="n", algorithm=SHA-256',
        'Digest realm="x", nonce="n", algorithm=NEW-1',
      ),
      1,
    )
    expect(valueOf(digest.headersFor(request).authorization, 'algorithm')).toBe('SHA-256')
  })

  it('cannot do anything with another refusal', () => {
    const digest = new DigestAuthorization('a test', login)
    expect(digest.learn(refusedWith('Basic realm="x"'), 1)).toBe(false)
    expect(digest.learn({ ...refusedWith('Digest realm="x", nonce="n"'), status: 403 }, 1)).toBe(false)
  })
})
