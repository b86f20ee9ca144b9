import { formatFailure, positionAt } from './format-failure.ts'

export interface PythonToken {
  readonly kind: 'string' | 'number' | 'name' | 'operator'
  readonly text: string
  /** Offset of the first character, in a text whose line breaks are `\n`. */
  readonly start: number
}

/** A line as Python counts them: brackets and backslashes carry on over the line end. Comments are left out. */
export interface PythonLine {
  /** Blanks before the first token; a tab counts up to the next multiple of eight. */
  readonly indent: number
  readonly tokens: readonly PythonToken[]
}

/** Cuts Python source into lines of tokens. Throws a Failure `file-format` for brackets or quotes that do not close. */
export function pythonLines(text: string, name: string): PythonLine[] {
  return new PythonTokenizer(text.replace(/\r\n?/g, '\n'), name).lines()
}

const pattern = new RegExp(
  [
    String.raw`[^\S\n]+|#[^\n]*|\\\n`,
    String.raw`(?<end>\n)`,
    String.raw`(?<string>[A-Za-z]{0,2}(?:"""(?:\\[^]|[^\\])*?"""|'''(?:\\[^]|[^\\])*?'''|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'))`,
    String.raw`(?<number>(?:0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?)\w*)`,
    String.raw`(?<name>[\p{L}_][\p{L}\p{N}\p{M}_]*)`,
    String.raw`(?<operator>[=!<>:+\-*/%&|^@]=|\*\*=?|//=?|<<=?|>>=?|->|[^'"])`,
  ].join('|'),
  'uy',
)
const opening: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

class PythonTokenizer {
  readonly #text: string
  readonly #name: string
  readonly #lines: PythonLine[] = []
  readonly #open: string[] = []
  #tokens: PythonToken[] = []
  #indent = 0
  #at = 0

  constructor(text: string, name: string) {
    this.#text = text
    this.#name = name
  }

  lines(): PythonLine[] {
    while (this.#at < this.#text.length) this.#token()
    if (this.#open.length > 0) this.#fail(`"${this.#open.at(-1)}" is missing at the end`)
    this.#endLine()
    return this.#lines
  }

  #token(): void {
    pattern.lastIndex = this.#at
    const groups = pattern.exec(this.#text)?.groups
    if (!groups) return this.#fail('the text in quotes does not end')
    const { end, string, number, name, operator } = groups
    if (end !== undefined) this.#endLine()
    else if (string !== undefined) this.#add('string', string)
    else if (number !== undefined) this.#add('number', number)
    else if (name !== undefined) this.#add('name', name)
    else if (operator !== undefined) this.#operator(operator)
    this.#at = pattern.lastIndex
  }

  #operator(text: string): void {
    const closing = opening[text]
    if (closing !== undefined) this.#open.push(closing)
    else if (/[)\]}]/.test(text) && this.#open.pop() !== text) this.#fail(`"${text}" closes nothing`)
    this.#add('operator', text)
  }

  #add(kind: PythonToken['kind'], text: string): void {
    if (this.#tokens.length === 0) this.#indent = indentAt(this.#text, this.#at)
    this.#tokens.push({ kind, text, start: this.#at })
  }

  #endLine(): void {
    if (this.#open.length > 0 || this.#tokens.length === 0) return
    this.#lines.push({ indent: this.#indent, tokens: this.#tokens })
    this.#tokens = []
  }

  #fail(reason: string): never {
    throw formatFailure('Python', this.#name, this.#text, positionAt(this.#text, this.#at), reason)
  }
}

function indentAt(text: string, offset: number): number {
  let width = 0
  for (const character of text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)) {
    width = character === '\t' ? (Math.floor(width / 8) + 1) * 8 : width + 1
  }
  return width
}
