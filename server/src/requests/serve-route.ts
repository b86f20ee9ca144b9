import { createHash } from 'node:crypto'
import type { Route } from '@sterna/api'
import type { Context, Hono } from 'hono'
import { Refusal } from './refusal.ts'
import { takenBy, wordsOf } from './taken.ts'

/** Answers a route of the contract by its handler. */
export function serveRoute<R extends Route>(app: Hono, route: R, handler: (taken: never) => unknown): void {
  app.on(route.method, route.path, async (c) => {
    const said = route.method === 'GET' ? wordsOf(new URL(c.req.url).searchParams) : await bodyOf(c)
    const taken = takenBy(route, said)
    const answer = JSON.stringify(await (handler as (taken: unknown) => unknown)(taken))
    return route.method === 'GET' ? remembered(c, answer, 'stamp' in (said as object)) : json(answer, 'no-store')
  })
}

/** Only as JSON, which pages of other sites cannot send without being asked for leave first. */
async function bodyOf(c: Context): Promise<unknown> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
    throw new Refusal(415, { code: 'request-invalid', message: 'The request has to be JSON, and to say so.' })
  try {
    return await c.req.json()
  } catch (error) {
    throw new Refusal(400, { code: 'request-invalid', message: `The request is no JSON: ${(error as Error).message}.` })
  }
}

/** What was asked for by a stamp never changes; of the rest a browser asks whether it does. */
function remembered(c: Context, answer: string, isByStamp: boolean): Response {
  const tag = `W/"${createHash('sha1').update(answer).digest('base64url')}"`
  const headers = {
    etag: tag,
    'cache-control': isByStamp ? 'private, max-age=31536000, immutable' : 'private, no-cache',
  }
  if (c.req.header('if-none-match') === tag) return new Response(null, { status: 304, headers })
  return json(answer, headers['cache-control'], tag)
}

function json(answer: string, cacheControl: string, tag?: string): Response {
  const headers = { 'content-type': 'application/json', 'cache-control': cacheControl, ...(tag && { etag: tag }) }
  return new Response(answer, { headers })
}
