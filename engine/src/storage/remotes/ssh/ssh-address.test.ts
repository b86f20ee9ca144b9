import { describe, expect, it } from 'vitest'
import { sshAddress } from './ssh-address.ts'

const addressOf = (url: string, options: Readonly<Record<string, string>> = {}) =>
  sshAddress({ url, options: new Map(Object.entries(options)) })

describe('the address of a remote on SSH', () => {
  it.each([
    ['ssh://host/a/b', { host: 'host', user: undefined, port: undefined, path: '/a/b', name: 'ssh://host/a/b' }],
    ['ssh://ada@host:2222/a/', { host: 'host', user: 'ada', port: '2222', path: '/a/', name: 'ssh://ada@host:2222/a' }],
    ['ssh://host', { host: 'host', path: '', name: 'ssh://host', login: 'ssh host' }],
    ['ssh://host/', { host: 'host', path: '/', name: 'ssh://host' }],
    ['ssh://host/a b/50%25/ä?#', { path: '/a b/50%25/ä?#' }],
    ['ssh://[::1]:2222/a', { host: '::1', port: '2222', name: 'ssh://[::1]:2222/a' }],
    [
      'ssh://ada:top%20secret@host/a',
      { user: 'ada', password: 'top%20secret', name: 'ssh://ada@host/a', login: 'ssh ada@host' },
    ],
  ])('is read from %s', (url, expected) => {
    expect(addressOf(url)).toMatchObject(expected)
  })

  it('is rather that of the options', () => {
    expect(addressOf('ssh://ada:old@host:22/a', { user: 'bob', port: '2222', password: 'new' })).toMatchObject({
      user: 'bob',
      port: '2222',
      password: 'new',
      login: 'ssh -p 2222 bob@host',
    })
  })

  it.each([
    'ssh://-oProxyCommand=touch x/a',
    'ssh://$(touch x)/a',
    'ssh://`x`@host/a',
    'ssh://-x@host/a',
    'ssh:///a',
    'ssh://a;b/c',
  ])('is none that a shell could take for a command: %s', (url) => {
    expect(() => addressOf(url)).toThrow('does not name a machine that ssh can reach.')
  })

  it('is shown without its password also where it is none', () => {
    expect(() => addressOf('ssh://ada:secret@$(x)/a')).toThrow(
      "config file error: 'ssh://$(x)/a' does not name a machine that ssh can reach.",
    )
  })
})
