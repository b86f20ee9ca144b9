/** One name in a directory of a commit. */
export interface GitTreeEntry {
  readonly name: string
  readonly kind: 'file' | 'directory' | 'symlink' | 'submodule'
  readonly isExecutable: boolean
  readonly id: string
}

/** The entries of a tree object: `mode name NUL id`, one behind the other, the id in raw bytes. */
export function parseTree(bytes: Buffer, idBytes: number): GitTreeEntry[] {
  const entries: GitTreeEntry[] = []
  for (let at = 0; at < bytes.length; ) {
    const blank = bytes.indexOf(0x20, at)
    const end = bytes.indexOf(0, blank)
    const mode = Number.parseInt(bytes.toString('latin1', at, blank), 8)
    entries.push({
      name: bytes.toString('utf8', blank + 1, end),
      kind: kindOf(mode),
      isExecutable: kindOf(mode) === 'file' && (mode & 0o100) !== 0,
      id: bytes.toString('hex', end + 1, end + 1 + idBytes),
    })
    at = end + 1 + idBytes
  }
  return entries
}

function kindOf(mode: number): GitTreeEntry['kind'] {
  switch (mode & 0o170000) {
    case 0o040000:
      return 'directory'
    case 0o120000:
      return 'symlink'
    case 0o160000:
      return 'submodule'
    default:
      return 'file'
  }
}
