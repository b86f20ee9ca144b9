import { describe, expect, it } from 'vitest'
import { proxyFor, proxyHeaders } from './proxies.ts'

describe('the proxy for a URL', () => {
  it.each([
    ['https://store.example.org/x', { HTTPS_PROXY: 'http://proxy:3128' }, 'http://proxy:3128/'],
    ['http://store.example.org/x', { HTTPS_PROXY: 'http://proxy:3128' }, undefined],
    ['http://store.example.org/x', { http_proxy: 'proxy:3128' }, 'http://proxy:3128/'],
    ['https://store.example.org/x', { ALL_PROXY: 'http://proxy:3128' }, 'http://proxy:3128/'],
    ['https://store.example.org/x', { HTTPS_PROXY: '' }, undefined],
    ['https://store.example.org/x', { HTTPS_PROXY: 'http://a:1', https_proxy: 'http://b:2' }, 'http://b:2/'],
  ])('of %s with %o is %s', (url, variables, expected) => {
    expect(proxyFor(new URL(url), variables)?.href).toBe(expected)
  })

  it.each([
    ['*', true],
    ['example.org', true],
    ['.example.org', true],
    ['*.example.org', true],
    ['localhost, store.example.org', true],
    ['store.example.org:8443', true],
    ['store.example.org:443', false],
    ['ample.org', false],
    ['other.example.org', false],
  ])('is not asked with NO_PROXY=%s: %s', (exceptions, isDirect) => {
    const variables = { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: exceptions }
    expect(proxyFor(new URL('https://store.example.org:8443/x'), variables) === undefined).toBe(isDirect)
  })

  it('is refused where it speaks something else than HTTP', () => {
    expect(() => proxyFor(new URL('https://store.example.org'), { ALL_PROXY: 'socks5://user:secret@proxy' })).toThrow(
      'A proxy that speaks socks5 cannot be used.',
    )
  })

  it('is told who asks', () => {
    expect(proxyHeaders(new URL('http://ada:p%40ss@proxy:3128'))).toEqual({
      'proxy-authorization': `Basic ${Buffer.from('ada:p@ss').toString('base64')}`,
    })
    expect(proxyHeaders(new URL('http://proxy:3128'))).toEqual({})
  })
})
