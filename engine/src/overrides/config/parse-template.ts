import type { CallArgument, Interpolation, Template } from './template.ts'

/** Why a text is no template. */
export class TemplateProblem extends Error {}

/**
 * Takes a text with `${…}` apart as OmegaConf does. Backslashes count only directly before `${`: one of two stays, and an odd
 * one takes its meaning away. Throws a `TemplateProblem`.
 */
export function parseTemplate(text: string): Template {
  return new TemplateReader(text).text('')
}

class TemplateReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  /** Up to the closing quote, or to the end. */
  text(quote: string): Template {
    const parts: (string | Interpolation)[] = []
    let literal = ''
    while (this.#at < this.#text.length && !this.#sees(quote)) {
      const opening = this.#matches(/(\\*)\$\{/y)
      if (!opening) literal += this.#taken(quote === '' ? /\\+|[^]/y : /\\[^]|[^]/y)
      else literal = this.#opening(opening, literal, parts)
    }
    return literal === '' && parts.length > 0 ? parts : [...parts, literal]
  }

  #sees(quote: string): boolean {
    return quote !== '' && this.#text.startsWith(quote, this.#at)
  }

  #opening(opening: string, literal: string, parts: (string | Interpolation)[]): string {
    const count = opening.length - 2
    this.#at += opening.length
    const text = literal + '\\'.repeat(Math.floor(count / 2))
    if (count % 2 === 1) return `${text}\${`
    if (text !== '') parts.push(text)
    parts.push(this.#interpolation())
    return ''
  }

  #interpolation(): Interpolation {
    this.#taken(/[ \t]*/y)
    const resolver = this.#matches(/[a-zA-Z_][\w-]*(?:\.[a-zA-Z_][\w-]*)*[ \t]*:/y)
    const interpolation = resolver === undefined ? this.#reference() : this.#call(resolver)
    this.#taken(/[ \t]*/y)
    if (this.#taken(/\}/y) === '') this.#fail('"}" is missing')
    return interpolation
  }

  #reference(): Interpolation {
    const key = this.#parts(/[^\\{}()[\]:. \t'"$]+|\$(?!\{)|[.[\]]/y)
    if (key.every((part) => part === '.')) this.#fail('a name is missing')
    return { kind: 'reference', key }
  }

  #call(name: string): Interpolation {
    this.#at += name.length
    const args: CallArgument[] = []
    this.#taken(/[ \t]*/y)
    while (this.#at < this.#text.length && this.#text[this.#at] !== '}') {
      args.push(this.#argument())
      if (this.#taken(/[ \t]*,[ \t]*/y) === '') break
    }
    return { kind: 'call', resolver: name.slice(0, -1).trim(), args }
  }

  #argument(): CallArgument {
    const quote = this.#taken(/['"]/y)
    if (quote === '') return { template: this.#unquoted(), isText: false }
    const template = this.text(quote)
    if (this.#taken(/['"]/y) !== quote) this.#fail('the text in quotes does not end')
    return { template: template.map((part) => (typeof part === 'string' ? unescaped(part) : part)), isText: true }
  }

  #unquoted(): Template {
    const parts = this.#parts(/[^\\{}()[\],'" \t]|\\[^]|[ \t]+(?![ \t,}])/y)
    if (parts.length === 0) this.#fail('lists and mappings as arguments are not done here')
    return parts.map((part) => (typeof part === 'string' && part.startsWith('\\') ? part.slice(1) : part))
  }

  /** Interpolations and pieces that the pattern takes, as long as there are any. */
  #parts(piece: RegExp): (string | Interpolation)[] {
    const parts: (string | Interpolation)[] = []
    while (true) {
      const part = this.#taken(/\$\{/y) === '' ? this.#taken(piece) : this.#interpolation()
      if (part === '') return parts
      parts.push(part)
    }
  }

  #matches(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    return pattern.exec(this.#text)?.[0]
  }

  #taken(pattern: RegExp): string {
    const text = this.#matches(pattern) ?? ''
    this.#at += text.length
    return text
  }

  #fail(reason: string): never {
    throw new TemplateProblem(`${reason} (at character ${this.#at + 1})`)
  }
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(['"])/g, '$1')
}
