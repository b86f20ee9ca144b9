import { type AbsolutePath, type Project, shownPath } from '@sterna/engine'

/** What a person may want to do with changed files in Git. Nothing where there is no Git, or it has been done. */
export function gitHint(
  project: Project,
  { changed, isStaged }: { readonly changed: readonly AbsolutePath[]; readonly isStaged: boolean },
): string[] {
  if (changed.length === 0 || isStaged || !project.git) return []
  const files = changed.map((file) => shellQuoted(shownPath(project.workingDirectory, file))).sort()
  return [
    '',
    'To track the changes with git, run:',
    '',
    `\tgit add ${files.join(' ')}`,
    '',
    'To enable auto staging, run:',
    '',
    '\tsterna config core.autostage true',
  ]
}

/** A word as a POSIX shell has to be given it. */
export function shellQuoted(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word
  return `'${word.replaceAll("'", `'"'"'`)}'`
}
