import { describe, expect, it } from 'vitest'
import { decide } from './visitor.ts'

const token = 'a-token-that-nobody-can-guess'
const door = { token, port: 4117, hosts: ['127.0.0.1', 'localhost'] }
const own = { host: '127.0.0.1:4117' }
const cookie = `sterna-4117=${token}`

const cases = [
  { what: 'has the cookie', headers: { ...own, cookie }, decision: 'come-in' },
  { what: 'has it among others', headers: { ...own, cookie: `a=b; ${cookie}; c=d` }, decision: 'come-in' },
  { what: 'says it as a program does', headers: { ...own, authorization: `Bearer ${token}` }, decision: 'come-in' },
  { what: 'opens the address that was printed', path: `/?token=${token}`, headers: own, decision: 'enter' },
  {
    what: 'asks from a page of the studio',
    headers: { ...own, cookie, origin: 'http://127.0.0.1:4117' },
    decision: 'come-in',
  },
  {
    what: 'opens it again, and would have the token in its history',
    path: `/?token=${token}`,
    headers: { ...own, cookie },
    decision: 'enter',
  },
  { what: 'has nothing', headers: own, decision: 'unknown' },
  { what: 'has another token', headers: { ...own, cookie: 'sterna-4117=other' }, decision: 'unknown' },
  { what: 'has the cookie of another port', headers: { ...own, cookie: `sterna-80=${token}` }, decision: 'unknown' },
  { what: 'has half of the token', path: `/?token=${token.slice(0, 9)}`, headers: own, decision: 'unknown' },
  {
    what: 'asks from a page of another site',
    headers: { ...own, cookie, origin: 'https://evil.example' },
    decision: 'wrong-origin',
  },
  {
    what: 'asks from a page of another port',
    headers: { ...own, cookie, origin: 'http://127.0.0.1:8000' },
    decision: 'wrong-origin',
  },
  { what: 'asks from a file', headers: { ...own, cookie, origin: 'null' }, decision: 'wrong-origin' },
  {
    what: 'sends a form from another site',
    method: 'POST',
    headers: { ...own, cookie, 'sec-fetch-site': 'cross-site' },
    decision: 'wrong-origin',
  },
  {
    what: 'changes something and does not say from where',
    method: 'POST',
    headers: { ...own, cookie },
    decision: 'wrong-origin',
  },
  {
    what: 'changes something from a page of the studio',
    method: 'POST',
    headers: { ...own, cookie, origin: 'http://127.0.0.1:4117' },
    decision: 'come-in',
  },
  {
    what: 'changes something as a program does',
    method: 'POST',
    headers: { ...own, authorization: `Bearer ${token}` },
    decision: 'come-in',
  },
  { what: 'had a name of its own lead here', headers: { host: 'evil.example:4117', cookie }, decision: 'wrong-host' },
  { what: 'names no host', headers: { cookie }, decision: 'wrong-host' },
]

describe('whoever asks a studio that listens at every address', () => {
  const open = { ...door, hosts: 'any' as const }
  it.each([
    { headers: { host: 'workshop:4117', cookie }, decision: 'come-in' },
    { headers: { host: 'workshop:4117', cookie, origin: 'http://workshop:4117' }, decision: 'come-in' },
    { headers: { host: 'workshop:4117', cookie, origin: 'http://evil.example' }, decision: 'wrong-origin' },
    { headers: { host: 'workshop:4117' }, decision: 'unknown' },
    { headers: { cookie }, decision: 'wrong-host' },
  ])('may call it by any name: $headers', ({ headers, decision }) => {
    const known = new Map(Object.entries(headers))
    const url = new URL('http://workshop:4117/')
    expect(decide({ method: 'GET', url, header: (name) => known.get(name) }, open)).toBe(decision)
  })
})

describe('whoever', () => {
  it.each(cases)('$what: $decision', ({ method = 'GET', path = '/', headers, decision }) => {
    const known = new Map(Object.entries(headers))
    const url = new URL(path, 'http://127.0.0.1:4117')
    expect(decide({ method, url, header: (name) => known.get(name) }, door)).toBe(decision)
  })
})
