/** Names of tables and keys, and places of lists, from the root. */
export type TomlPath = readonly (string | number)[]

/** A value as it stands in the text: behind a key, or as an item of a list. */
export interface TomlPlace {
  readonly path: TomlPath
  /** Where its key begins; of list items where they begin themselves. */
  readonly keyStart: number
  readonly start: number
  readonly end: number
  /** Whether it stands in brackets of its own: `{a = 1}`, not `[table]`. */
  readonly isInline: boolean
}

/** The root, a `[table]`, or an item of a `[[list]]`. */
export interface TomlSection {
  readonly path: TomlPath
  readonly start: number
  /** Behind the line of its last entry, or of its own head. */
  bodyEnd: number
}

/** Where everything is in a TOML text. */
export interface TomlOutline {
  readonly places: readonly TomlPlace[]
  readonly sections: readonly TomlSection[]
}

/** The outline of a text that is valid TOML. */
export function tomlOutline(text: string): TomlOutline {
  return new OutlineReader(text).outline()
}

class OutlineReader {
  readonly #text: string
  readonly #places: TomlPlace[] = []
  readonly #sections: TomlSection[] = [{ path: [], start: 0, bodyEnd: 0 }]
  /** How many items each `[[list]]` has so far. */
  readonly #lists = new Map<string, number>()
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  outline(): TomlOutline {
    for (this.#skip(/(?:\s|#.*)*/y); this.#at < this.#text.length; this.#skip(/(?:\s|#.*)*/y)) {
      const section = this.#text[this.#at] === '[' ? this.#head() : this.#entry(this.#section())
      section.bodyEnd = this.#lineEnd()
    }
    return { places: this.#places, sections: this.#sections }
  }

  #section(): TomlSection {
    return this.#sections.at(-1) as TomlSection
  }

  #head(): TomlSection {
    const start = this.#at
    const brackets = this.#skip(/\[+\s*/y).trim()
    const keys = this.#keys()
    this.#skip(/\s*\]+/y)
    const path = this.#resolved(keys.slice(0, -1))
    const last = [...path, keys.at(-1) as string]
    const section = { path: brackets === '[[' ? this.#newItem(last) : last, start, bodyEnd: start }
    this.#sections.push(section)
    return section
  }

  /** A name of a `[[list]]` on the way to a table means its last item so far. */
  #resolved(keys: readonly string[]): TomlPath {
    return keys.reduce<TomlPath>((path, key) => {
      const next = [...path, key]
      const count = this.#lists.get(JSON.stringify(next))
      return count === undefined ? next : [...next, count - 1]
    }, [])
  }

  #newItem(path: TomlPath): TomlPath {
    const list = JSON.stringify(path)
    const count = this.#lists.get(list) ?? 0
    this.#lists.set(list, count + 1)
    return [...path, count]
  }

  #entry(section: TomlSection): TomlSection {
    this.#keyAndValue(section.path, false)
    return section
  }

  #keyAndValue(base: TomlPath, isInline: boolean): void {
    const keyStart = this.#at
    const path = [...base, ...this.#keys()]
    this.#skip(/[ \t]*=[ \t]*/y)
    this.#value(path, keyStart, isInline)
  }

  #value(path: TomlPath, keyStart: number, isInline: boolean): void {
    const start = this.#at
    if (this.#text[start] === '[') this.#list(path)
    else if (this.#text[start] === '{') this.#table(path)
    else this.#skip(scalar)
    this.#places.push({ path, keyStart, start, end: this.#at, isInline })
  }

  #list(path: TomlPath): void {
    this.#skip(/\[/y)
    for (let i = 0; ; i++) {
      this.#skip(/(?:\s|#.*|,)*/y)
      if (this.#skip(/\]/y) !== '') return
      this.#value([...path, i], this.#at, true)
    }
  }

  #table(path: TomlPath): void {
    this.#skip(/\{/y)
    while (true) {
      this.#skip(/(?:\s|#.*|,)*/y)
      if (this.#skip(/\}/y) !== '') return
      this.#keyAndValue(path, true)
    }
  }

  #keys(): string[] {
    const keys: string[] = []
    do keys.push(keyOf(this.#skip(/"(?:\\.|[^"\\])*"|'[^']*'|[\w-]+/y)))
    while (this.#skip(/[ \t]*\.[ \t]*/y) !== '')
    return keys
  }

  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0] ?? ''
    this.#at += found.length
    return found
  }

  #lineEnd(): number {
    const end = this.#text.indexOf('\n', this.#at)
    return end === -1 ? this.#text.length : end + 1
  }
}

const scalar =
  /"""(?:\\[^]|[^\\])*?"{3,5}(?!")|'''[^]*?'{3,5}(?!')|"(?:\\.|[^"\\])*"|'[^']*'|\d{4}-\d\d-\d\d \d\d:[^\s,\]}#]+|[^\s,\]}#]+/y

function keyOf(text: string): string {
  if (text.startsWith("'")) return text.slice(1, -1)
  if (!text.startsWith('"')) return text
  const json = text.replaceAll(/\\U([\da-fA-F]{8})|\\e|\\x([\da-fA-F]{2})/g, (_, long?: string, short?: string) =>
    JSON.stringify(String.fromCodePoint(Number.parseInt(long ?? short ?? '1b', 16))).slice(1, -1),
  )
  return JSON.parse(json) as string
}
