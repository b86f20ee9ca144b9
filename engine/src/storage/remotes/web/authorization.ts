import type { HttpAnswer } from '../transport/http-request.ts'

export interface AuthorizedRequest {
  readonly method: string
  readonly url: URL
}

/** How a request shows who asks. */
export interface Authorization {
  /** Where it comes from, for people; never a part of it. */
  readonly source: string
  headersFor(request: AuthorizedRequest): Readonly<Record<string, string>>
  /** Learns from the refusal of an attempt, the first one is 1; true if another one may succeed. */
  learn(answer: HttpAnswer, attempt: number): boolean
  /** Whether it has to be refused once before it knows how to ask: nothing large should be sent that early. */
  readonly needsChallenge: boolean
}

export interface Login {
  readonly user: string
  readonly password: string
}

/** The same headers with every request. */
export function fixedAuthorization(source: string, headers: Readonly<Record<string, string>>): Authorization {
  return { source, headersFor: () => headers, learn: () => false, needsChallenge: false }
}

export const noAuthorization = fixedAuthorization('nothing: it is asked without a login', {})

export function basicAuthorization(source: string, { user, password }: Login): Authorization {
  const login = Buffer.from(`${user}:${password}`).toString('base64')
  return fixedAuthorization(source, { authorization: `Basic ${login}` })
}
