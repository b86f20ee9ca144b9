import type { HttpAnswer } from '../transport/http-request.ts'
import { jsonObject } from './json-object.ts'

/** What an answer that is no success says. */
export interface Refusal {
  /** Google's word for it. */
  readonly reason: string
  readonly message: string
}

interface RefusalBody {
  readonly error?: { readonly message?: string; readonly errors?: readonly { readonly reason?: string }[] }
}

/** Content is refused with a plain sentence, anything else with a value in JSON; what stands in between has neither. */
export function refusalOf({ status, body }: HttpAnswer): Refusal {
  const text = body.toString()
  const { error } = jsonObject(text) as RefusalBody
  const reason = error?.errors?.[0]?.reason ?? byStatus[status] ?? ''
  return { reason, message: error?.message ?? text.slice(0, longestSentence) }
}

const longestSentence = 500

const byStatus: Readonly<Record<number, string>> = {
  401: 'authError',
  403: 'forbidden',
  404: 'notFound',
  412: 'conditionNotMet',
  413: 'uploadTooLarge',
  429: 'rateLimitExceeded',
  503: 'rateLimitExceeded',
}
