import { OverrideProblem } from './override-problem.ts'
import type { OverrideToken } from './tokens.ts'

type Kind = OverrideToken['kind']

/** Tokens to be taken one after the other; `end` comes last. */
export class TokenReader {
  readonly #tokens: readonly OverrideToken[]
  #next = 0
  #depth = 0

  constructor(tokens: readonly OverrideToken[]) {
    this.#tokens = tokens
  }

  peek(ahead = 0): OverrideToken {
    return (this.#tokens[this.#next + ahead] ?? this.#tokens.at(-1)) as OverrideToken
  }

  isNext(...kinds: readonly Kind[]): boolean {
    return kinds.includes(this.peek().kind)
  }

  take(): OverrideToken {
    const token = this.peek()
    this.#next++
    return token
  }

  skip(kind: Kind): boolean {
    if (!this.isNext(kind)) return false
    this.#next++
    return true
  }

  expect(kind: Kind, reason: string): OverrideToken {
    return this.isNext(kind) ? this.take() : this.fail(reason)
  }

  expectEnd(): void {
    if (!this.isNext('end') || this.peek().text !== '') this.fail(`"${this.peek().text}" is not expected`)
  }

  /** Brackets within brackets, which must not exhaust the stack. */
  nested<Result>(read: () => Result): Result {
    if (++this.#depth > deepest) this.fail('there are too many brackets within brackets')
    const result = read()
    this.#depth--
    return result
  }

  fail(reason: string): never {
    throw new OverrideProblem(reason, this.peek().start)
  }
}

const deepest = 200
