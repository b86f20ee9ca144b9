import { pythonText } from '../../foundation/formats/index.ts'
import { type Element, type Override, QuotedText } from './override.ts'

const signs = { change: '', add: '+', 'force-add': '++', delete: '~' } as const

/** The key of an override with its sign and package, as it stands before the `=`. */
export function renderKey({ action, key, package: place }: Override): string {
  return signs[action] + key + (place === undefined ? '' : `@${place}`)
}

/** A value as it stands behind the `=`, as Hydra writes it: `[1,a\ b]`, `'quoted'`, `True`, `null`. */
export function renderElement(element: Element): string {
  if (element === null) return 'null'
  if (element instanceof QuotedText) return renderQuoted(element)
  if (Array.isArray(element)) return `[${element.map(renderElement).join(',')}]`
  if (element instanceof Map) return renderMap(element)
  return typeof element === 'string' ? element.replaceAll(/[\\()[\]{}:=, \t]/g, '\\$&') : pythonText(element)
}

function renderMap(map: ReadonlyMap<Element, Element>): string {
  return `{${[...map].map(([key, value]) => `${renderElement(key)}:${renderElement(value)}`).join(',')}}`
}

/** Backslashes are doubled before a quote only, the last one included; each quote gets one of its own. */
function renderQuoted({ text, quote }: QuotedText): string {
  const runs = quote === "'" ? /(\\*)('|$)/g : /(\\*)("|$)/g
  const escaped = text.replace(runs, (_, run: string, end: string) => run + run + (end && `\\${end}`))
  return quote + escaped + quote
}
