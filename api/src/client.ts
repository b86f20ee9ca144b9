import type { FailureBody } from './failure-body.ts'
import { paths } from './paths.ts'
import type { AnswerOf, RequestOf, RoutePath, Routes } from './route.ts'
import type { SternaRoutes } from './routes.ts'

/** What a page gets: for each route a function that asks the server. */
export type ClientOf<R extends Routes> = {
  readonly [Name in keyof R]: (request: RequestOf<R[Name]>, signal?: AbortSignal) => Promise<AnswerOf<R[Name]>>
}
export type Client = ClientOf<SternaRoutes>

/** A request that the server refused, or that never reached it (code `unreachable`). */
export class RequestFailure extends Error {
  readonly code: string
  readonly hint: string | undefined

  constructor({ code, message, hint }: FailureBody, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.hint = hint
  }
}

/** @param ask how to make a request: `fetch`, or a server in memory. */
export function createClient(ask: (url: string, init: RequestInit) => Promise<Response>): Client {
  const functions = Object.entries(paths).map(([name, where]) => [
    name,
    (request: object, signal?: AbortSignal) => answerOf(ask, where, request, signal),
  ])
  return Object.fromEntries(functions) as Client
}

async function answerOf(
  ask: (url: string, init: RequestInit) => Promise<Response>,
  { method, path }: RoutePath,
  request: object,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const body =
    method === 'POST' ? { body: JSON.stringify(request), headers: { 'content-type': 'application/json' } } : {}
  const response = await reached(
    ask(requestAddress({ method, path }, request), { method, ...body, ...(signal && { signal }) }),
  )
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok && answer !== undefined) return answer
  throw new RequestFailure(failureIn(answer, response.status))
}

/** Where a request goes: what reads says its words there. */
export function requestAddress({ method, path }: RoutePath, request: object): string {
  return method === 'GET' ? `${path}${queryOf(request)}` : path
}

/** Asking again may help when nobody answered; when the page itself gave up, nothing has failed. */
async function reached(response: Promise<Response>): Promise<Response> {
  try {
    return await response
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw error
    throw new RequestFailure({ code: 'unreachable', message: 'Not connected to the studio.' }, { cause: error })
  }
}

function queryOf(request: object): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(request)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) query.append(name, String(one))
  }
  return query.size === 0 ? '' : `?${query}`
}

function failureIn(answer: unknown, status: number): FailureBody {
  const isBody = typeof answer === 'object' && answer !== null && 'message' in answer && 'code' in answer
  return isBody
    ? (answer as FailureBody)
    : { code: 'no-answer', message: `The studio answered with ${status} and no reason.` }
}
