export interface GitChanges {
  readonly isDirty: boolean
  /** Paths from the root of the work tree. */
  readonly untracked: readonly string[]
}

/** What `git status --porcelain -z` prints: `XY path` with a NUL behind it, and for a rename the old path as well. */
export function parseStatus(text: string): GitChanges {
  const untracked: string[] = []
  const entries = text.split('\0')
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i]!
    if (entry.startsWith('?? ')) untracked.push(entry.slice(3))
    if (/^(R|C|.R|.C)/.test(entry)) i++
  }
  return { isDirty: text !== '', untracked }
}
