/** Which commits beside the work tree are meant. */
export interface CommitSelection {
  readonly allBranches?: boolean
  readonly allTags?: boolean
  readonly allCommits?: boolean
}

/** Runs git and returns what it printed. */
export type RunGit = (words: readonly string[]) => string

/** The selected commits, each once, with the names they were selected by. All commits: newest first, named by themselves. */
export function listCommits(run: RunGit, selection: CommitSelection, hasHead: boolean): Map<string, readonly string[]> {
  if (selection.allCommits) {
    const starts = ['--branches', '--remotes', '--tags', ...(hasHead ? ['HEAD'] : [])]
    return new Map(linesOf(run(['rev-list', ...starts, '--'])).map((commit) => [commit, [commit]]))
  }
  const namespaces = [...(selection.allBranches ? ['refs/heads'] : []), ...(selection.allTags ? ['refs/tags'] : [])]
  return namespaces.length === 0 ? new Map() : tipsOf(run, namespaces)
}

/** An annotated tag stands for the commit it points to; a tag of something else is passed over. */
function tipsOf(run: RunGit, namespaces: readonly string[]): Map<string, readonly string[]> {
  const format = '%(objecttype),%(objectname),%(*objecttype),%(*objectname),%(refname:lstrip=2)'
  const tips = new Map<string, readonly string[]>()
  for (const line of linesOf(run(['for-each-ref', `--format=${format}`, ...namespaces]))) {
    const [type, id = '', peeledType, peeledId = '', ...name] = line.split(',')
    const commit = type === 'commit' ? id : peeledType === 'commit' ? peeledId : undefined
    if (commit !== undefined) tips.set(commit, [...(tips.get(commit) ?? []), name.join(',')])
  }
  return tips
}

export function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}
