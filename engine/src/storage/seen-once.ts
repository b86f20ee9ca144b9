import type { AbsolutePath } from '../foundation/base/index.ts'
import type { HashMemo, Observation } from './hash-memo.ts'

/** A memo for while nothing is written: each path, of which all leave out the same, is looked at once. */
export function seenOnce(memo: HashMemo): HashMemo {
  const seen = new Map<AbsolutePath, Promise<Observation>>()
  return {
    observe(path: AbsolutePath, options, call) {
      if (options?.reading) return memo.observe(path, options, call)
      const known = seen.get(path)
      if (known) return known
      const found = memo.observe(path, options, call)
      seen.set(path, found)
      return found
    },
    noteWritten: (path, content) => memo.noteWritten(path, content),
    hashIfUnchanged: (file, found) => memo.hashIfUnchanged(file, found),
    save: () => memo.save(),
  }
}
