import type { Failure } from '../base/index.ts'
import { formatFailure } from './format-failure.ts'
import { type IniValue, parseIniValue } from './ini-value.ts'

/** An INI file with what belongs to no value: comments and blank lines above, and comments behind. */
export interface IniDocument {
  readonly sections: readonly IniSection[]
  /** Comments and blank lines at the end. */
  readonly after: readonly string[]
}

export interface IniSection extends IniNotes {
  readonly name: string
  readonly entries: IniEntry[]
}

export interface IniEntry extends IniNotes {
  readonly key: string
  readonly value: IniValue
}

export interface IniNotes {
  /** Lines above it, as they are. */
  readonly before: readonly string[]
  /** Comment behind it with its `#`; '' if there is none. */
  readonly inline: string
}

/** Reads an INI file in the dialect of Python's configobj. Throws a Failure `file-format` that names the line. */
export function parseIni(text: string, name: string): IniDocument {
  return new IniParser(text, name).document()
}

class IniParser {
  readonly #text: string
  readonly #name: string
  readonly #lines: readonly string[]
  readonly #sections: IniSection[] = []
  #notes: string[] = []
  #at = 0

  constructor(text: string, name: string) {
    this.#text = text.replace(/\r\n?/g, '\n')
    this.#name = name
    this.#lines = this.#text.replace(/\n$/, '').split('\n')
  }

  document(): IniDocument {
    for (; this.#at < this.#lines.length; this.#at++) this.#line(this.#lines[this.#at] ?? '')
    return { sections: this.#sections, after: this.#text === '' ? [] : this.#notes }
  }

  #line(line: string): void {
    if (/^\s*(#|$)/.test(line)) this.#notes.push(line)
    else if (!this.#section(line) && !this.#entry(line))
      throw this.#failure('this is neither a [section] nor a key = value')
  }

  #section(line: string): boolean {
    const match = /^\s*\[\s*(.*?)\s*\]\s*(#.*)?$/.exec(line)
    const name = unquote(match?.[1] ?? '')
    if (!match || name === undefined || name === '') return false
    if (match[1]?.startsWith('[') || match[1]?.endsWith(']'))
      throw this.#failure('sections inside sections are not supported')
    if (this.#sections.some((section) => section.name === name)) throw this.#failure(`there are two sections [${name}]`)
    this.#sections.push({ name, entries: [], inline: match[2] ?? '', before: this.#takeNotes() })
    return true
  }

  #entry(line: string): boolean {
    const match = entryPattern.exec(line)
    const key = unquote(match?.[1] ?? '')
    if (!match || key === undefined) return false
    const section = this.#sections.at(-1)
    if (!section) throw this.#failure(`the key "${key}" stands before the first [section]`)
    if (section.entries.some((entry) => entry.key === key)) throw this.#failure(`the key "${key}" is there twice`)
    const before = this.#takeNotes()
    const { value, comment } = this.#value(match[2] ?? '')
    section.entries.push({ key, value, before, inline: comment })
    return true
  }

  #value(text: string): { value: IniValue; comment: string } {
    const isTriple = text.startsWith("'''") || text.startsWith('"""')
    const found = isTriple ? this.#tripleQuoted(text) : parseIniValue(text)
    if (!found) throw this.#failure('the quotes or commas of the value do not fit together')
    return found
  }

  #tripleQuoted(text: string): { value: IniValue; comment: string } | undefined {
    const quote = text.slice(0, 3)
    const first = this.#at
    let content = text.slice(3)
    while (!content.includes(quote) && this.#at + 1 < this.#lines.length) content += `\n${this.#lines[++this.#at]}`
    const match = (quote === "'''" ? /^([^]*?)'''\s*(#.*)?$/ : /^([^]*?)"""\s*(#.*)?$/).exec(content)
    if (!match) this.#at = first
    return match ? { value: match[1] ?? '', comment: match[2] ?? '' } : undefined
  }

  #takeNotes(): string[] {
    const notes = this.#notes
    this.#notes = []
    return notes
  }

  #failure(reason: string): Failure {
    const column = (this.#lines[this.#at] ?? '').search(/\S|$/) + 1
    return formatFailure('INI file', this.#name, this.#text, { line: this.#at + 1, column }, reason)
  }
}

/** Key and the text behind `=`. Names in quotes may contain `=`. */
const entryPattern = /^\s*(".*?"|'.*?'|[^\s'"=].*?)\s*=\s*(.*)$/

/** The name inside the quotes if it has any; undefined if the quotes do not close. */
function unquote(name: string): string | undefined {
  const quote = name[0]
  if (quote !== '"' && quote !== "'") return name
  return name.length > 1 && name.endsWith(quote) ? name.slice(1, -1) : undefined
}
