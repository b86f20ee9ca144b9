import { spawnSync } from 'node:child_process'
import { Failure } from '../../../foundation/base/index.ts'
import type { Environment } from '../../../foundation/system/index.ts'
import type { HttpAnswer } from '../transport/http-request.ts'
import type { Authorization } from './authorization.ts'

export interface TokenCommand {
  /** As a person typed it; words in quotes hold together, nothing else is special. */
  readonly command: string
  readonly milliseconds: number
  readonly environment: Pick<Environment, 'variables'>
}

/** A bearer token that a command prints. It is asked when the first token is needed, and again when one is refused. */
export class TokenAuthorization implements Authorization {
  readonly source = 'bearer_token_command'
  readonly needsChallenge = false
  readonly #command: TokenCommand
  #token: string | undefined

  constructor(command: TokenCommand) {
    this.#command = command
  }

  headersFor(): Record<string, string> {
    this.#token ??= runTokenCommand(this.#command)
    return { authorization: `Bearer ${this.#token}` }
  }

  learn({ status }: HttpAnswer, attempt: number): boolean {
    if (status !== 401 || attempt > 1) return false
    this.#token = undefined
    return true
  }
}

function runTokenCommand({ command, milliseconds, environment }: TokenCommand): string {
  const [program = '', ...words] = wordsOf(command)
  const { status, stdout, error } = spawnSync(program, words, {
    encoding: 'utf8',
    env: environment.variables,
    timeout: milliseconds,
    stdio: ['ignore', 'pipe', 'ignore'],
    windowsHide: true,
  })
  const token = (stdout ?? '').trim()
  if (status === 0 && token !== '') return token
  const what = error ? 'cannot be run' : status === 0 ? 'prints nothing' : `ends with code ${status}`
  throw new Failure('config', `The bearer_token_command '${program}' ${what}.`, {
    hint: 'Try it by itself; it has to print a token and nothing else.',
  })
}

/** The words of a command, as a POSIX shell parts them. */
export function wordsOf(command: string): string[] {
  const word = /(?:[^\s'"\\]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")+/gs
  const part = /\\(.)|'([^']*)'|"((?:[^"\\]|\\.)*)"/gs
  return [...command.matchAll(word)].map(([text]) =>
    text.replaceAll(part, (_, escaped, plain, quoted) => escaped ?? plain ?? quoted.replaceAll(/\\(["\\$`])/g, '$1')),
  )
}
