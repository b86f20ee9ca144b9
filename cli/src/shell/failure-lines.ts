import { Failure } from '@sterna/engine'

export interface FailureShow {
  readonly headline?: string
  readonly isVerbose: boolean
}

/** What a person reads about an error: what happened, where, what now; where it came from only when asked for more. */
export function failureLines(error: unknown, show: FailureShow): string[] {
  const before = show.headline === undefined ? '' : `${show.headline} - `
  if (!(error instanceof Failure)) return unexpectedLines(error, before, show)
  const lines = [`${before}${error.message}`]
  if (error.excerpt !== undefined) lines.push('', error.excerpt)
  if (error.hint !== undefined) lines.push(error.hint)
  return show.isVerbose ? [...lines, '', ...moreLines(error)] : lines
}

function moreLines({ code, cause }: Failure): string[] {
  const kind = `kind of failure: ${code} (docs/failures.md)`
  return cause instanceof Error ? [kind, `caused by: ${cause.stack ?? cause.message}`] : [kind]
}

function unexpectedLines(error: unknown, before: string, show: FailureShow): string[] {
  const text = error instanceof Error ? error.message : String(error)
  const more = show.isVerbose && error instanceof Error && error.stack ? ['', error.stack] : []
  return [
    `${before}unexpected error - ${text}`,
    'This looks like a fault of sterna. Run the command again with -v and report what it prints.',
    ...more,
  ]
}
