/** Runs git and returns what it printed. */
export type RunGit = (words: readonly string[]) => string

/** A name below `refs/` and the commit it leads to. */
export interface GitRef {
  readonly name: string
  readonly commit: string
}

/** The refs below these prefixes that lead to a commit, annotated tags followed; what leads to something else is passed over. */
export function listRefs(run: RunGit, prefixes: readonly string[]): GitRef[] {
  const format = '%(objecttype),%(objectname),%(*objecttype),%(*objectname),%(refname)'
  return linesOf(run(['for-each-ref', `--format=${format}`, ...prefixes])).flatMap((line) => {
    const [type, id = '', peeledType, peeledId = '', ...name] = line.split(',')
    const commit = type === 'commit' ? id : peeledType === 'commit' ? peeledId : undefined
    return commit === undefined ? [] : [{ name: name.join(','), commit }]
  })
}

/** An annotated tag that leads to a commit, and when it was made. */
export interface AnnotatedTag {
  /** Without `refs/tags/`. */
  readonly name: string
  readonly commit: string
  /** Since 1970. */
  readonly seconds: number
}

/** The annotated tags that lead to commits. */
export function listAnnotatedTags(run: RunGit): AnnotatedTag[] {
  const format = '%(*objecttype),%(*objectname),%(taggerdate:unix),%(refname:lstrip=2)'
  return linesOf(run(['for-each-ref', `--format=${format}`, 'refs/tags'])).flatMap((line) => {
    const [type, commit = '', seconds, ...name] = line.split(',')
    return type === 'commit' ? [{ name: name.join(','), commit, seconds: Number(seconds) }] : []
  })
}

export function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}
