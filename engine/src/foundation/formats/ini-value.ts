/** What stands behind `=` in an INI file: one text, or several with commas between them. */
export type IniValue = string | readonly string[]

/** Sections by name, each with its values by key, both in the order of the file. */
export type IniFile = ReadonlyMap<string, IniSectionValues>
export type IniSectionValues = ReadonlyMap<string, IniValue>

interface Rest {
  readonly items: readonly string[]
  readonly last: string | undefined
  readonly comment: string
}

/**
 * Reads what stands behind `=`: unquoted text up to `#`, text in quotes, or items with commas. A comma at the end makes a
 * list of one, a comma alone an empty list. Undefined if the quotes or commas do not fit together.
 */
export function parseIniValue(text: string): { value: IniValue; comment: string } | undefined {
  const lone = /^,\s*(#.*)?$/.exec(text)
  if (lone) return { value: [], comment: lone[1] ?? '' }
  const rest = parseItems(text, 0)
  if (!rest) return undefined
  if (rest.items.length === 0) return { value: rest.last ?? '', comment: rest.comment }
  return { value: rest.last === undefined ? rest.items : [...rest.items, rest.last], comment: rest.comment }
}

/** As many items followed by a comma as there are, then the last one. */
function parseItems(text: string, start: number): Rest | undefined {
  for (const item of itemsAt(text, start, ',')) {
    const comma = /^\s*,\s*/.exec(text.slice(item.end))
    const rest = comma && parseItems(text, item.end + comma[0].length)
    if (rest) return { ...rest, items: [item.value, ...rest.items] }
  }
  for (const item of itemsAt(text, start, '#')) {
    const tail = commentPattern.exec(text.slice(item.end))
    if (tail) return { items: [], last: item.value, comment: tail[1] ?? '' }
  }
  const tail = commentPattern.exec(text.slice(start))
  return tail ? { items: [], last: undefined, comment: tail[1] ?? '' } : undefined
}

const commentPattern = /^\s*(#.*)?$/

/** The ways to read an item: a quote may close it only where something fitting follows, so each one is a candidate. */
function* itemsAt(text: string, start: number, end: ',' | '#'): Generator<{ value: string; end: number }> {
  const quote = text[start]
  if (quote !== '"' && quote !== "'") {
    const plain = (end === ',' ? /^[^\s,#][^,#]*/ : /^[^\s,#][^,#]*$|^[^\s,#][^,#]*(?=#)/).exec(text.slice(start))
    if (plain) yield { value: plain[0].trimEnd(), end: start + plain[0].trimEnd().length }
    return
  }
  for (let at = text.indexOf(quote, start + 1); at !== -1; at = text.indexOf(quote, at + 1)) {
    yield { value: text.slice(start + 1, at), end: at + 1 }
  }
}

/**
 * `value` as it stands behind `=`: quoted only where it would be read differently otherwise. Undefined if no quotes can
 * hold it.
 */
export function renderIniValue(value: IniValue): string | undefined {
  if (typeof value === 'string') return needsTripleQuotes(value) ? inTripleQuotes(value) : quoteIni(value)
  const items = value.map(quoteIni)
  if (items.includes(undefined)) return undefined
  return items.length < 2 ? `${items[0] ?? ''},` : items.join(', ')
}

/** A name or a list item with the quotes it needs; undefined if it needs what one line cannot hold. */
export function quoteIni(text: string): string | undefined {
  if (text.includes('\n')) return undefined
  if (text !== '' && !/[,#]|^[ \t\r\v'"]|[ \t\r\v'"]$/.test(text)) return text
  if (!text.includes('"')) return `"${text}"`
  return text.includes("'") ? undefined : `'${text}'`
}

function needsTripleQuotes(text: string): boolean {
  return text.includes('\n') || (text.includes('"') && text.includes("'"))
}

function inTripleQuotes(text: string): string | undefined {
  if (!text.includes("'''")) return `'''${text}'''`
  return text.includes('"""') ? undefined : `"""${text}"""`
}
