/** A text with a mark below one of its characters, counted from 0. */
export function withCaret(text: string, offset: number): string {
  return `${text}\n${' '.repeat(offset)}^`
}
