import type { Comment, Token } from './tokens.ts'

/**
 * Takes the comments out of the tokens and hangs them on their neighbours, by ruamel.yaml's rule: a comment on the line
 * where a value, a `:` or a flow collection ends belongs behind it, together with all comment lines and blank lines that
 * follow; so do those on the lines below a scalar. All others stand before the next token.
 */
export function attachComments(scanned: readonly Token[]): Token[] {
  const tokens: Token[] = []
  let waiting: Comment[] = []
  for (let i = 0; i < scanned.length; i++) {
    const token = scanned[i] as Token
    if (token.kind === 'comment') {
      waiting.push(commentOf(token))
      continue
    }
    if (waiting.length > 0) token.comments = { post: token.comments?.post, pre: waiting }
    waiting = []
    tokens.push(token)
    i = attachBehind(token, scanned, i)
  }
  return tokens
}

function commentOf({ text, column, line }: Token): Comment {
  return { text, column, line }
}

/** Hangs the comments that follow `scanned[at]` on it, if they are its own; the index of the last one taken. */
function attachBehind(token: Token, scanned: readonly Token[], at: number): number {
  const first = scanned[at + 1]
  if (first?.kind !== 'comment' || !takesComments.has(token.kind)) return at
  const linesBetween = first.line - token.endLine
  if (linesBetween > 0 && token.kind !== 'scalar') return at
  let text = linesBetween > 0 ? '\n'.repeat(linesBetween) + ' '.repeat(first.column) + first.text : first.text
  let last = at + 1
  for (let next = scanned[last + 1]; next?.kind === 'comment'; next = scanned[++last + 1]) {
    text += ' '.repeat(next.column) + next.text
  }
  token.comments = { post: { text, column: first.column, line: first.line }, pre: token.comments?.pre }
  return last
}

const takesComments: ReadonlySet<string> = new Set(['scalar', 'value', 'flow-sequence-end', 'flow-mapping-end'])
