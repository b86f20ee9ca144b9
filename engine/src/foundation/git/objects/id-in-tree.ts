const idBytes = 20

/** The id of the entry with this name in the bytes of a tree; undefined if there is none. */
export function idInTree(tree: Buffer, name: Buffer): string | undefined {
  for (let at = 0; at < tree.length; ) {
    const begin = tree.indexOf(0x20, at) + 1
    const end = tree.indexOf(0, begin)
    if (begin === 0 || end < 0) return undefined
    if (end - begin === name.length && tree.compare(name, 0, name.length, begin, end) === 0)
      return tree.toString('hex', end + 1, end + 1 + idBytes)
    at = end + 1 + idBytes
  }
  return undefined
}
