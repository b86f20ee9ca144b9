import type { ChangedPaths, DataStatus } from '@sterna/engine'

interface Section {
  readonly title: string
  readonly hints: readonly string[]
  readonly items: readonly string[]
}

/** Each group of paths under its title with what to do about it, in DVC's layout. */
export function dataStatusLines(status: DataStatus): string[] {
  const sections = sectionsOf(status).filter(({ items }) => items.length > 0)
  const lines = sections.flatMap(({ title, hints, items }, index) => [
    ...(index > 0 ? [''] : []),
    `${title}:`,
    ...hints.map((hint) => `  (${hint})`),
    ...items.map((item) => `        ${item}`),
  ])
  const { isEmpty, isDirty } = status.git
  const none = isEmpty ? 'No changes in an empty git repo.' : 'No changes.'
  const other = sections.length > 0 ? 'other ' : ''
  return [
    ...(sections.length > 0 ? lines : [none]),
    ...(isDirty ? [`(there are ${other}changes not tracked by dvc, use "git status" to see)`] : []),
  ]
}

function sectionsOf({ notInCache, notInRemote, committed, uncommitted, unchanged, git }: DataStatus): Section[] {
  return [
    { title: 'Not in cache', hints: ['use "dvc fetch <file>..." to download files'], items: notInCache },
    { title: 'Not in remote', hints: ['use "sterna push <file>..." to upload files'], items: notInRemote },
    {
      title: 'DVC committed changes',
      hints: ['git commit the corresponding dvc files to update the repo'],
      items: changeItems(committed),
    },
    {
      title: 'DVC uncommitted changes',
      hints: ['use "sterna commit <file>..." to track changes', 'use "sterna checkout <file>..." to discard changes'],
      items: changeItems(uncommitted),
    },
    {
      title: 'Untracked files',
      hints: ['use "git add <file> ..." or "sterna add <file>..." to commit to git or to dvc'],
      items: git.untracked,
    },
    { title: 'DVC unchanged files', hints: [], items: unchanged },
  ]
}

function changeItems({ modified, added, deleted, renamed, unknown }: ChangedPaths): string[] {
  const labelled = (label: string, paths: readonly string[]) => paths.map((path) => `${label}: ${path}`)
  return [
    ...labelled('modified', modified),
    ...labelled('added', added),
    ...labelled('deleted', deleted),
    ...labelled(
      'renamed',
      renamed.map(({ old, new: now }) => `${old} -> ${now}`),
    ),
    ...labelled('unknown', unknown),
  ]
}

/** The same for programs: only what there is, in the shape of `dvc data status --json`. */
export function dataStatusJson({
  notInCache,
  notInRemote,
  committed,
  uncommitted,
  unchanged,
  git,
}: DataStatus): unknown {
  return filled({
    not_in_cache: notInCache,
    not_in_remote: notInRemote,
    committed: filled({ ...committed }),
    uncommitted: filled({ ...uncommitted }),
    untracked: git.untracked,
    unchanged,
  })
}

function filled(groups: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(groups).filter(([, group]) => Object.keys(group as object).length > 0))
}
