// cspell:ignore AKIAIOSFODNN examplebucket
import { describe, expect, it } from 'vitest'
import { withSignature } from './signature.ts'

const signing = {
  credentials: {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    source: 'the reference',
  },
  region: 'us-east-1',
  time: '20130524T000000Z',
}
const host = 'examplebucket.s3.amazonaws.com'
const nothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

describe('signature version 4', () => {
  it.each([
    [
      'a part of an object',
      'GET',
      '/test.txt',
      { Range: 'bytes=0-9', 'x-amz-content-sha256': nothing },
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    ],
    [
      'an object',
      'PUT',
      '/test%24file.text',
      {
        Date: 'Fri, 24 May 2013 00:00:00 GMT',
        'x-amz-storage-class': 'REDUCED_REDUNDANCY',
        'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
      },
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    ],
    [
      'a question without a value',
      'GET',
      '/?lifecycle=',
      { 'x-amz-content-sha256': nothing },
      'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
    ],
    [
      'a list',
      'GET',
      '/?prefix=J&max-keys=2',
      { 'x-amz-content-sha256': nothing },
      '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
    ],
  ] as const)('of %s is that of the reference', (_, method, path, headers, expected) => {
    const { authorization } = withSignature({ method, host, path, headers }, signing)
    expect(authorization).toContain(`Signature=${expected}`)
  })

  it('takes the token of a session in', () => {
    const session = { ...signing, credentials: { ...signing.credentials, sessionToken: 'of today' } }
    const headers = withSignature({ method: 'GET', host, path: '/', headers: {} }, session)
    expect(headers['x-amz-security-token']).toBe('of today')
    expect(headers['authorization']).toContain(
      'SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,',
    )
  })
})
