import { Cursor, endsWord } from './cursor.ts'
import { scanBlock } from './scan-block.ts'
import { skipToToken } from './scan-comment.ts'
import { scanPlain } from './scan-plain.ts'
import { scanQuoted } from './scan-quoted.ts'
import { scanTag } from './scan-tag.ts'
import type { Comment, ScalarStyle, Token, TokenKind } from './tokens.ts'
import { YamlProblem } from './yaml-problem.ts'

/** Cuts a YAML text into tokens, comments among them; a `stream-end` comes last. Throws a `YamlProblem`. */
export function scanTokens(text: string): Token[] {
  const scanner = new Scanner(text)
  while (!scanner.isDone) scanner.scanNext()
  return scanner.tokens
}

/** A place where a key may have begun: whether it did shows only at the `:` behind it. */
interface PossibleKey {
  readonly index: number
  readonly start: number
  readonly line: number
  readonly column: number
  readonly isRequired: boolean
}

/** No key without `?` may be longer than this. */
const longestKey = 1024

class Scanner {
  readonly tokens: Token[] = []
  isDone = false
  private readonly cursor: Cursor
  private indent = -1
  private readonly indents: number[] = []
  private readonly flow: string[] = []
  private keyAllowed = true
  private readonly possibleKeys = new Map<number, PossibleKey>()

  constructor(text: string) {
    this.cursor = new Cursor(text)
    if (text.startsWith('\ufeff')) this.cursor.take(1)
  }

  scanNext(): void {
    const comment = skipToToken(this.cursor, this.flow.length > 0, () => {
      if (this.flow.length === 0) this.keyAllowed = true
    })
    if (comment) return this.addComment(comment)
    this.dropStaleKeys()
    this.closeBlocks(this.cursor.column)
    if (this.cursor.peek() === '') this.endStream()
    else if (!this.scanDocumentMark() && !this.scanIndicator()) this.scanScalar()
  }

  private addComment(comment: Comment): void {
    const { line, column } = comment
    this.tokens.push({ ...this.emptyToken('comment'), line, column, text: comment.text })
  }

  private emptyToken(kind: TokenKind): Token {
    const { at: start, line, column } = this.cursor
    const nothing = { style: '' as ScalarStyle, header: undefined, folded: undefined, comments: undefined }
    return { kind, start, line, column, endLine: line, endOffset: start, text: '', ...nothing }
  }

  private endStream(): void {
    this.closeBlocks(-1)
    this.forgetKey()
    this.tokens.push(this.emptyToken('stream-end'))
    this.isDone = true
  }

  private scanDocumentMark(): boolean {
    const kind = this.documentMarkHere()
    if (!kind) return false
    this.closeBlocks(-1)
    this.forgetKey()
    this.keyAllowed = false
    const token = this.emptyToken(kind)
    this.tokens.push({ ...token, text: kind === 'directive' ? this.cursor.takeLine() : this.cursor.take(3) })
    return true
  }

  private documentMarkHere(): TokenKind | undefined {
    if (this.cursor.atMarker('---')) return 'document-start'
    if (this.cursor.atMarker('...')) return 'document-end'
    return this.cursor.column === 0 && this.cursor.peek() === '%' ? 'directive' : undefined
  }

  private scanIndicator(): boolean {
    const character = this.cursor.peek()
    const kind = flowMarks[character]
    if (kind) this.scanFlowMark(character, kind)
    else if (character === '-' && endsWord(this.cursor.peek(1))) this.scanBlockEntry()
    else if (character === '?' && (this.flow.length > 0 || endsWord(this.cursor.peek(1)))) this.scanKeyMark()
    else if (character === ':' && this.isValueMark()) this.scanValueMark()
    else if (character === '*' || character === '&') this.scanAnchor(character === '*' ? 'alias' : 'anchor')
    else if (character === '!') this.scanTagToken()
    else return false
    return true
  }

  private scanFlowMark(character: string, kind: TokenKind): void {
    const opens = kind.endsWith('-start')
    if (opens) this.rememberKey()
    else this.forgetKey()
    if (opens) this.flow.push(character)
    else if (kind !== 'flow-entry') this.flow.pop()
    this.keyAllowed = opens || kind === 'flow-entry'
    this.addMark(kind)
  }

  private addMark(kind: TokenKind): void {
    this.tokens.push(this.emptyToken(kind))
    this.cursor.take(1)
  }

  private scanBlockEntry(): void {
    if (this.flow.length === 0) {
      if (!this.keyAllowed) throw new YamlProblem('a list item cannot begin here', this.cursor.at)
      if (this.openBlock(this.cursor.column)) this.tokens.push(this.emptyToken('block-sequence-start'))
    }
    this.keyAllowed = true
    this.forgetKey()
    this.addMark('block-entry')
  }

  private scanKeyMark(): void {
    if (this.flow.length === 0) {
      if (!this.keyAllowed) throw new YamlProblem('a mapping key cannot stand here', this.cursor.at)
      if (this.openBlock(this.cursor.column)) this.tokens.push(this.emptyToken('block-mapping-start'))
    }
    this.keyAllowed = this.flow.length === 0
    this.forgetKey()
    this.addMark('key')
  }

  private isValueMark(): boolean {
    if (endsWord(this.cursor.peek(1))) return true
    if (this.flow.at(-1) !== '{') return false
    return this.tokens.at(-1)?.kind !== 'value'
  }

  private scanValueMark(): void {
    const key = this.possibleKeys.get(this.flow.length)
    if (key) this.insertKey(key)
    else if (this.flow.length === 0) this.openComplexValue()
    else {
      this.keyAllowed = false
      this.forgetKey()
    }
    this.addMark('value')
  }

  private insertKey(key: PossibleKey): void {
    this.possibleKeys.delete(this.flow.length)
    const { start, line, column } = key
    const mark = { ...this.emptyToken('key'), start, line, column, endLine: line, endOffset: start }
    const opened = this.flow.length === 0 && this.openBlock(column)
    const inserted: Token[] = opened ? [{ ...mark, kind: 'block-mapping-start' }, mark] : [mark]
    this.tokens.splice(key.index, 0, ...inserted)
    this.keyAllowed = false
  }

  private openComplexValue(): void {
    if (!this.keyAllowed) throw new YamlProblem('a mapping value cannot stand here', this.cursor.at)
    if (this.openBlock(this.cursor.column)) this.tokens.push(this.emptyToken('block-mapping-start'))
    this.keyAllowed = true
    this.forgetKey()
  }

  private scanAnchor(kind: 'alias' | 'anchor'): void {
    this.rememberKey()
    this.keyAllowed = false
    const token = this.emptyToken(kind)
    this.cursor.take(1)
    const name =
      /^[^\s,[\]{}:?%@`]*/.exec(this.cursor.text.slice(this.cursor.at, this.cursor.at + longestKey))?.[0] ?? ''
    if (name === '') throw new YamlProblem(`the ${kind} has no name`, token.start)
    this.tokens.push({ ...token, text: this.cursor.take(name.length) })
  }

  private scanTagToken(): void {
    this.rememberKey()
    this.keyAllowed = false
    const token = this.emptyToken('tag')
    this.tokens.push({ ...token, text: scanTag(this.cursor) })
  }

  private scanScalar(): void {
    const character = this.cursor.peek()
    if ((character === '|' || character === '>') && this.flow.length === 0) return this.scanBlockScalar(character)
    if (character !== "'" && character !== '"') return this.scanPlainScalar()
    this.rememberKey()
    this.keyAllowed = false
    const token = this.emptyToken('scalar')
    const text = scanQuoted(this.cursor)
    this.tokens.push({ ...token, text, style: character, endLine: this.cursor.line, endOffset: this.cursor.at })
  }

  private scanBlockScalar(style: '|' | '>'): void {
    this.keyAllowed = true
    this.forgetKey()
    const token = this.emptyToken('scalar')
    const { text, folded, header, endLine, rest } = scanBlock(this.cursor, this.indent)
    const comments = rest && { post: rest, pre: undefined }
    this.tokens.push({ ...token, text, folded, header, style, endLine, comments })
  }

  private scanPlainScalar(): void {
    this.checkPlainStart()
    this.rememberKey()
    this.keyAllowed = false
    const token = this.emptyToken('scalar')
    const scan = scanPlain(this.cursor, this.indent + 1, this.flow.length > 0)
    if (scan.crossedBreak) this.keyAllowed = true
    const comments = scan.blanks && { post: scan.blanks, pre: undefined }
    this.tokens.push({ ...token, text: scan.text, endLine: scan.endLine, endOffset: scan.endOffset, comments })
  }

  private checkPlainStart(): void {
    const character = this.cursor.peek()
    const next = this.cursor.peek(1)
    if (character === '\t') throw new YamlProblem('a tab cannot be used for indentation', this.cursor.at)
    const begins = '-?:'.includes(character) ? !endsWord(next) : !',[]{}#&*!|>\'"%@`'.includes(character)
    if (!begins) throw new YamlProblem(`a value cannot begin with "${character}"`, this.cursor.at)
  }

  private rememberKey(): void {
    if (!this.keyAllowed) return
    this.forgetKey()
    const { at: start, line, column } = this.cursor
    const isRequired = this.flow.length === 0 && this.indent === column
    this.possibleKeys.set(this.flow.length, { index: this.tokens.length, start, line, column, isRequired })
  }

  private forgetKey(): void {
    this.dropKey(this.flow.length, this.possibleKeys.get(this.flow.length))
  }

  private dropStaleKeys(): void {
    for (const [level, key] of this.possibleKeys) {
      const isStale = key.line !== this.cursor.line || this.cursor.at - key.start > longestKey
      if (isStale) this.dropKey(level, key)
    }
  }

  private dropKey(level: number, key: PossibleKey | undefined): void {
    if (key?.isRequired) throw new YamlProblem('expected a ":" behind the key', key.start)
    this.possibleKeys.delete(level)
  }

  private openBlock(column: number): boolean {
    if (this.indent >= column) return false
    this.indents.push(this.indent)
    this.indent = column
    return true
  }

  private closeBlocks(column: number): void {
    if (this.flow.length > 0) return
    while (this.indent > column) {
      this.indent = this.indents.pop() ?? -1
      this.tokens.push(this.emptyToken('block-end'))
    }
  }
}

const flowMarks: Readonly<Record<string, TokenKind>> = {
  '[': 'flow-sequence-start',
  '{': 'flow-mapping-start',
  ']': 'flow-sequence-end',
  '}': 'flow-mapping-end',
  ',': 'flow-entry',
}
