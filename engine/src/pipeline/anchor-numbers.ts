/** What stands before a value on its line: dashes, and a key that may be quoted. */
const beforeValue = /^ *(?:(?:- )+|(?:- )*(?:'(?:[^'\n]|'')*'|"(?:[^"\\\n]|\\.)*"|(?!['"])(?:(?!: )[^\n])*): )/
/** A name as DVC numbers them, before nothing or an empty collection. */
const number = /(id\d{3,})(?=$| \[\]$| \{\}$)/

const named = new RegExp(`${beforeValue.source}[&*](?!${number.source})\\S`, 'm')
const numbered = new RegExp(`(?<=[:-] )([&*])${number.source}`, 'gm')

/** Whether a text has anchors or aliases that are not numbered, so that somebody chose their names. */
export function hasNamedAnchors(text: string): boolean {
  return /[:-] [&*]/.test(text) && named.test(text)
}

/** The text with its anchors numbered from the top, each alias with the anchor before it. */
export function numberAnchors(text: string): string {
  if (!text.includes('&id')) return text
  const numbers = new Map<string, string>()
  let count = 0
  return text.replace(numbered, (whole, sign: string, name: string) => {
    if (sign === '&') numbers.set(name, `id${String(++count).padStart(3, '0')}`)
    const current = numbers.get(name)
    return current === undefined ? whole : `${sign}${current}`
  })
}
