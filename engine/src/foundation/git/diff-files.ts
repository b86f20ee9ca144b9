/** How a file differs between two trees. Lines are those added and taken away; undefined if it is not text. */
export interface GitFileDiff {
  readonly kind: 'added' | 'deleted' | 'modified' | 'renamed'
  /** From the root of the work tree; of a deleted file its old place. */
  readonly path: string
  /** Of a renamed file. */
  readonly oldPath?: string
  readonly lines: { readonly added: number; readonly deleted: number } | undefined
}

/** What to ask Git for; `parseDiffFiles` reads the answer. */
export const diffFilesWords = ['diff', '--raw', '--numstat', '-z', '--find-renames', '--no-ext-diff', '--no-textconv']

const kinds: Readonly<Record<string, GitFileDiff['kind']>> = { A: 'added', D: 'deleted', R: 'renamed' }

/**
 * What `git diff --raw --numstat -z` prints: records `:modes ids STATUS`, path (for a rename also the new path), and then
 * `ADDED\tDELETED\tpath` for each in the same order, with the two paths of a rename behind an empty one.
 */
export function parseDiffFiles(text: string): GitFileDiff[] {
  const parts = text.split('\0')
  const found: Omit<GitFileDiff, 'lines'>[] = []
  let at = 0
  while (parts[at]?.startsWith(':')) {
    const letter = parts[at]!.split(' ')[4]![0]!
    const kind = kinds[letter] ?? 'modified'
    const hasTwo = letter === 'R' || letter === 'C'
    const [first, second] = [parts[at + 1]!, parts[at + 2]!]
    found.push(hasTwo ? { kind, path: second, ...(letter === 'R' ? { oldPath: first } : {}) } : { kind, path: first })
    at += hasTwo ? 3 : 2
  }
  return found.map((file) => {
    const [added, deleted, path] = parts[at]!.split('\t')
    at += path === '' ? 3 : 1
    return { ...file, lines: added === '-' ? undefined : { added: Number(added), deleted: Number(deleted) } }
  })
}
