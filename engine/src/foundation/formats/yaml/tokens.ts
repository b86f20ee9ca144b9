/** How a scalar is written: plain, quoted, literal (`|`) or folded (`>`). */
export type ScalarStyle = '' | "'" | '"' | '|' | '>'

export type TokenKind =
  | 'stream-end'
  | 'directive'
  | 'document-start'
  | 'document-end'
  | 'block-sequence-start'
  | 'block-mapping-start'
  | 'block-end'
  | 'flow-sequence-start'
  | 'flow-sequence-end'
  | 'flow-mapping-start'
  | 'flow-mapping-end'
  | 'flow-entry'
  | 'block-entry'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar'
  | 'comment'

/** A run of comment lines and blank lines, starting in `column` (from 0). The text keeps its line breaks. */
export interface Comment {
  readonly text: string
  column: number
  readonly line: number
  /** Set once written: the writer meets the comments before a nested collection twice. */
  written?: boolean
}

/** The comments at a token: behind it (with the lines that follow), and before it. */
export interface TokenComments {
  post: Comment | undefined
  pre: Comment[] | undefined
}

export interface Token {
  readonly kind: TokenKind
  /** Offset of the first character in the text. */
  readonly start: number
  readonly line: number
  readonly column: number
  readonly endLine: number
  /** Offset behind the last character of a scalar; of other tokens the start. */
  readonly endOffset: number
  /** The decoded text of a scalar, or a name. */
  readonly text: string
  readonly style: ScalarStyle
  /** A comment behind the `|` or `>` of a block scalar, with the blanks before it. */
  readonly header: string | undefined
  /** For folded scalars: the text with a bell before each place where the source breaks the line. */
  readonly folded: string | undefined
  comments: TokenComments | undefined
}
