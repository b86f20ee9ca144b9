/** A ref that a push would create or change. */
export interface PushedRef {
  /** What is pushed: a ref here, or a commit. */
  readonly from: string
  readonly to: string
}

/**
 * Reads what `git push --dry-run --porcelain` prints: `<flag> TAB <from>:<to> TAB <summary>`. Refs that are up to date,
 * deleted or refused bring no commits.
 */
export function parsePushPreview(text: string): PushedRef[] {
  return text.split('\n').flatMap((line) => {
    const [, refs] = line.match(/^[ +*]\t([^\t]+)\t/) ?? []
    const colon = refs?.indexOf(':') ?? 0
    return refs !== undefined && colon > 0 ? [{ from: refs.slice(0, colon), to: refs.slice(colon + 1) }] : []
  })
}

/** Reads what Git hands to a pre-push hook: `<local ref> <local id> <remote ref> <remote id>`; a deletion has no id here. */
export function parsePrePushLines(text: string): PushedRef[] {
  return text.split('\n').flatMap((line) => {
    const [, id = '', to = ''] = line.split(' ')
    return /^0*$/.test(id) ? [] : [{ from: id, to }]
  })
}

/** The words of a push without those that keep Git from saying what it changes. */
export function withoutQuiet(words: readonly string[]): string[] {
  const end = words.includes('--') ? words.indexOf('--') : words.length
  return words.flatMap((word, place) => {
    if (place >= end) return [word]
    if (/^--q(?:u(?:i(?:et?)?)?)?$/.test(word)) return []
    return /^-(?:4|6|f|n|q|u|v)+$/.test(word) ? [word.replaceAll('q', '')].filter((rest) => rest !== '-') : [word]
  })
}
