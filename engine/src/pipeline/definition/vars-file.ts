/** What there is in the place of a file with values for `${…}`. */
export type VarsFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'directory' }
  | { readonly kind: 'missing' }

/** A file with that text, or none. */
export function varsFileOf(text: string | undefined): VarsFile {
  return text === undefined ? { kind: 'missing' } : { kind: 'text', text }
}
