/**
 * The line that hides `name` in the `.gitignore` of its own directory. Characters with a meaning in patterns get a
 * backslash.
 */
export function ignoreLine(name: string): string {
  return `/${name.replace(/[\\[\]!*#?]/g, '\\$&')}`
}

/** The text of a `.gitignore` with one more line: at its end, or before the first of those that have to come later. */
export function addIgnoreLine(text: string, line: string, later: ReadonlySet<string> = new Set()): string {
  const gap = text === '' || text.endsWith('\n') ? '' : '\n'
  const lines = `${text}${gap}`.split('\n')
  const place = lines.findIndex((other) => later.has(other))
  return lines.toSpliced(place < 0 ? -1 : place, 0, line).join('\n')
}

/** The text without all lines that hide `name`; undefined when nothing is left, and the file may go. */
export function removeIgnoreLine(text: string, name: string): string | undefined {
  const hides = new Set([`/${name}`, ignoreLine(name)])
  const lines = text.split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  const kept = lines.filter((line) => !hides.has(line.trim()))
  if (kept.length === lines.length) return text
  return kept.length === 0 ? undefined : `${kept.join('\n')}\n`
}
