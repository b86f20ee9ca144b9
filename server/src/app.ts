import { eventsPath, type Handlers, livePath, openApi, routes, type SternaRoutes } from '@sterna/api'
import type { LiveRuns } from '@sterna/engine'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { answerPage } from './assets/answer-page.ts'
import type { Pages } from './assets/pages.ts'
import type { Changes } from './live/changes.ts'
import { eventStream } from './live/event-stream.ts'
import { noRoute, Refusal, refusalOf, refused } from './requests/refusal.ts'
import { serveRoute } from './requests/serve-route.ts'
import { atTheDoor } from './security/at-the-door.ts'
import { securityHeaders } from './security/headers.ts'
import type { Door } from './security/visitor.ts'

export interface AppContext {
  readonly door: Door
  readonly handlers: Handlers<SternaRoutes>
  readonly changes: Changes
  readonly pages: Pages
  readonly liveRuns: LiveRuns
  readonly version: string
  /** Told of what broke, for the log. */
  reportBug(error: unknown): void
}

const mostBytesOfBody = 1_000_000
/** DVCLive sends no more than 29 MB at once. */
const mostBytesOfPost = 30_000_000

/** The whole server but for its socket. */
export function createApp(context: AppContext): Hono {
  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(securityHeaders(c.req.path))) c.res.headers.set(name, value)
  })
  app.use(async (c, next) => atTheDoor(c, context.door) ?? next())
  app.use(compress())
  app.get('/api', (c) => c.json(openApi(routes, context.version)))
  app.post(livePath, bodyLimit({ maxSize: mostBytesOfPost, onError: () => refused(tooLarge) }), async (c) => {
    context.liveRuns.receive(await c.req.text())
    return c.json({})
  })
  app.use(bodyLimit({ maxSize: mostBytesOfBody, onError: () => refused(tooLarge) }))
  app.get(eventsPath, (c) => eventStream(c, context.changes))
  for (const name of Object.keys(routes) as (keyof SternaRoutes)[])
    serveRoute(app, routes[name], context.handlers[name])
  app.get('*', (c) => (c.req.path.startsWith('/api/') ? c.notFound() : answerPage(c, context.pages)))
  app.notFound((c) => refused(noRoute(c.req.method, c.req.path)))
  app.onError((error, c) => {
    const refusal = refusalOf(error)
    if (refusal.status === 500 && !isCut(error, c.req.raw.signal)) context.reportBug(error)
    return refused(refusal)
  })
  return app
}

/** Whether no more is wrong than that whoever asked is gone, or was let go, before the whole request was here. */
function isCut(error: Error, { aborted }: AbortSignal): boolean {
  return aborted && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'ABORT_ERR')
}

const tooLarge = new Refusal(413, {
  code: 'request-too-large',
  message: 'The request is larger than any that the studio takes.',
})
