import type { Comment, Token, TokenComments, TokenKind } from './tokens.ts'
import { YamlProblem } from './yaml-problem.ts'

/** Tokens to be taken one after the other. */
export class TokenStream {
  private readonly tokens: readonly Token[]
  private next = 0

  /** `tokens` must end with `stream-end`. */
  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  peek(): Token {
    return this.tokens[this.next] as Token
  }

  isNext(...kinds: readonly TokenKind[]): boolean {
    return kinds.includes(this.peek().kind)
  }

  take(): Token {
    return this.tokens[this.next++] as Token
  }

  expect(kind: TokenKind, reason: string): Token {
    if (!this.isNext(kind)) throw new YamlProblem(reason, this.peek().start)
    return this.take()
  }

  /** Hands the comments of a token that leaves no trace on to the next one, unless the document ends there. */
  passOn(token: Token): void {
    const next = this.peek()
    if (!token.comments || next.kind === 'stream-end' || next.kind === 'document-start') return
    next.comments = next.comments ? joinComments(token.comments, next.comments) : token.comments
    token.comments = undefined
  }
}

function joinComments(first: TokenComments, second: TokenComments): TokenComments {
  const pre = first.pre && second.pre ? [...first.pre, ...second.pre] : (first.pre ?? second.pre)
  return { post: joinPost(first.post, second.post), pre }
}

function joinPost(first: Comment | undefined, second: Comment | undefined): Comment | undefined {
  if (!first || !second) return first ?? second
  return { ...first, text: first.text + (second.text.startsWith('#') ? ' '.repeat(second.column) : '') + second.text }
}
