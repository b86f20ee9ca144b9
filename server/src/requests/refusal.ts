import type { FailureBody } from '@sterna/api'
import { Failure } from '@sterna/engine'

/** A request that is not carried out, and what its maker is told. */
export class Refusal extends Error {
  readonly status: number
  readonly body: FailureBody

  constructor(status: number, body: FailureBody) {
    super(body.message)
    this.status = status
    this.body = body
  }
}

/** The refusal as an answer, which nobody keeps. */
export function refused({ status, body }: Refusal): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } })
}

export function noRoute(method: string, path: string): Refusal {
  const hint = 'What can be asked for is at /api.'
  return new Refusal(404, { code: 'no-route', message: `There is no ${method} ${path}.`, hint })
}

/** What a failed request is answered. Of a bug no more than that it is one: where it happened is for the log. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof Failure) {
    const { code, message, hint } = error
    return new Refusal(statusOf[code] ?? usualStatus, { code, message, ...(hint === undefined ? {} : { hint }) })
  }
  return new Refusal(500, {
    code: 'bug',
    message: 'This broke. The rest works.',
    hint: 'The reason is printed where the studio was started.',
  })
}

const usualStatus = 422
const statusOf: Readonly<Record<string, number>> = { 'target-unknown': 404, conflict: 409, usage: 400 }
