/**
 * A test for names that a pattern of `*`, `?` and `[…]` or `[!…]` matches as a whole. Unlike in patterns for paths, `*`
 * also stands for slashes and for a dot in front.
 */
export function namePattern(pattern: string): (name: string) => boolean {
  const regex = new RegExp(`^(?:${[...piecesOf(pattern)].join('')})$`, 'su')
  return (name) => regex.test(name)
}

function* piecesOf(pattern: string): Generator<string> {
  for (const [piece, set] of pattern.matchAll(/\[(!?\]?[^\]]*)\]|\*+|[^*]/gsu)) {
    if (piece.startsWith('*')) yield '.*'
    else if (set !== undefined) yield setOf(set)
    else yield piece === '?' ? '.' : piece.replace(/[\\^$.|+()[\]{}/]/u, '\\$&')
  }
}

function setOf(set: string): string {
  const negated = set.startsWith('!')
  const members = (negated ? set.slice(1) : set).replaceAll(/[\\\]^[&~|]/gu, '\\$&')
  return `[${negated ? '^' : ''}${members}]`
}
