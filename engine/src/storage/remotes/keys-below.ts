/** Keys of a place as a whole, for those below a prefix of it. */
export interface KeysBelow {
  /** Of a beginning of keys, which may be nothing at all. */
  below(start: string): string
  /** Of a file; `''` is what the prefix itself names. */
  whole(key: string): string
  /** And back. */
  own(key: string): string
}

/** The prefix has no `/` at its ends. */
export function keysBelow(prefix: string): KeysBelow {
  const below = (start: string) => (prefix === '' ? start : `${prefix}/${start}`)
  return {
    below,
    whole: (key) => (key === '' ? prefix : below(key)),
    own: (key) => (prefix === '' ? key : key.slice(prefix.length + 1)),
  }
}
