import { describe, expect, it } from 'vitest'
import { sharedKeyAuthorization, textToSign } from './shared-key.ts'

const url = new URL('https://acme.blob.core.windows.net/data/a%20b?restype=container&comp=list&prefix=x%2Fy')
const headers = { 'x-ms-version': '2021-12-02', range: 'bytes=5-', 'x-ms-date': 'Fri, 26 Jun 2015 23:39:12 GMT' }

describe('the signature of a request with an account key', () => {
  it('is made over everything that says what is asked', () => {
    expect(textToSign('acme', { method: 'GET', url, headers, bytes: 0 })).toMatchInlineSnapshot(`
      "GET










      bytes=5-
      x-ms-date:Fri, 26 Jun 2015 23:39:12 GMT
      x-ms-version:2021-12-02
      /acme/data/a%20b
      comp:list
      prefix:x/y
      restype:container"
    `)
    const sent = { 'content-md5': 'CY9rzUYh03PK3k6DJie09g==', 'content-type': 'text/plain', ...headers }
    expect(textToSign('acme', { method: 'PUT', url, headers: sent, bytes: 4 }).split('\n').slice(0, 7)).toEqual([
      'PUT',
      '',
      '',
      '4',
      'CY9rzUYh03PK3k6DJie09g==',
      'text/plain',
      '',
    ])
  })

  it('is told with the name of the account', () => {
    const key = { account: 'acme', key: Buffer.from('a2V5', 'base64') }
    expect(sharedKeyAuthorization(key, { method: 'GET', url, headers, bytes: 0 })).toMatch(
      /^SharedKey acme:[\w+/]{43}=$/,
    )
  })
})
