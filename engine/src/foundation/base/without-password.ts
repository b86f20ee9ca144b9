/** A text with URLs, without what stands in them to prove who one is. */
export function withoutPassword(text: string): string {
  return text.replaceAll(/(\w+:\/\/)[^/@\s]+@/g, '$1')
}
