import type { Route, TakenBy } from '@sterna/api'
import { Refusal } from './refusal.ts'

/** The words of a query; one that stands there several times is a list. */
export function wordsOf(query: URLSearchParams): Record<string, string | string[]> {
  const words: [string, string | string[]][] = []
  for (const name of new Set(query.keys())) {
    const all = query.getAll(name)
    words.push([name, all.length === 1 ? all[0]! : all])
  }
  return Object.fromEntries(words)
}

/** What a request says, by the route's schema. All its mistakes are told at once. */
export function takenBy<R extends Route>(route: R, said: unknown): TakenBy<R> {
  const parsed = route.takes.safeParse(said)
  if (parsed.success) return parsed.data as TakenBy<R>
  const mistakes = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'request'}: ${message}`)
  throw new Refusal(400, {
    code: 'request-invalid',
    message: `The request does not say what "${route.path}" needs. ${mistakes.join('; ')}.`,
    hint: 'The contract is at /api.',
  })
}
