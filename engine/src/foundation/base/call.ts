/** Who is listening to a verb, and may stop it. */
export interface Call<Event> {
  report(event: Event): void
  readonly signal: AbortSignal
}

/** A call that nobody listens to and nobody stops. */
export function quietCall<Event>(): Call<Event> {
  return { report: () => undefined, signal: new AbortController().signal }
}
