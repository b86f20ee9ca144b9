/**
 * A YAML text without its comments, blank lines and blanks at line ends, or undefined where a `#` may stand in a quoted text.
 * The value stays the same as long as every scalar begins and ends on one line, which is for the reader to see to.
 */
export function withoutComments(text: string): string | undefined {
  if (hashBehindQuote.test(text)) return undefined
  return `${text}\n`.replace(emptyLine, '').replace(lineEnd, '')
}

const hashBehindQuote = /['"].*#/
const emptyLine = /^ *(?:#.*)?\n/gm
const lineEnd = / +(?:#.*)?$/gm
