import type { Context } from 'hono'
import { Refusal, refused } from '../requests/refusal.ts'
import { cookieName } from './token.ts'
import { type Decision, type Door, decide } from './visitor.ts'

/** Undefined if whoever asks may come in. */
export function atTheDoor(c: Context, door: Door): Response | undefined {
  const url = new URL(c.req.url)
  const decision = decide({ method: c.req.method, url, header: (name) => c.req.header(name) }, door)
  if (decision === 'come-in') return undefined
  if (decision !== 'enter') return refused(closedTo[decision])
  url.searchParams.delete('token')
  const cookie = `${cookieName(door.port)}=${door.token}; HttpOnly; SameSite=Strict; Path=/; Max-Age=2592000`
  return c.body(null, 302, {
    location: `${pathHere(url)}${url.search}`,
    'set-cookie': cookie,
    'cache-control': 'no-store',
  })
}

/** With two slashes it would lead to another host. */
function pathHere({ pathname }: URL): string {
  return pathname.replace(/^\/+/, '/')
}

const closedTo: Readonly<Record<Exclude<Decision, 'come-in' | 'enter'>, Refusal>> = {
  'wrong-host': new Refusal(421, {
    code: 'wrong-host',
    message: 'The studio is not called by this name.',
    hint: 'Open the address that "sterna studio" printed; "--host" makes it known by another name.',
  }),
  'wrong-origin': new Refusal(403, {
    code: 'wrong-origin',
    message: 'Pages of other sites may not ask the studio.',
  }),
  unknown: new Refusal(401, {
    code: 'no-token',
    message: 'This needs the token of the studio.',
    hint: 'Open the whole address that "sterna studio" printed.',
  }),
}
