import type { DataDiff, Item } from '@sterna/engine'
import { markdownTable } from './table.ts'

export interface DiffLook {
  readonly showHash: boolean
  readonly withMissing: boolean
}

interface Row {
  readonly path: string
  readonly hash: string
  readonly isDirectory: boolean
}

/** Groups of paths and a count of files at the end, in DVC's layout. */
export function dataDiffLines(diff: DataDiff, look: DiffLook): string[] {
  const groups = groupsOf(diff, look)
  const lines = groups.flatMap(([state, rows]) => [
    `${state.charAt(0).toUpperCase()}${state.slice(1)}:`,
    ...rows.map(({ path, hash }) => `    ${look.showHash && hash !== '' ? `${hash}  ` : ''}${path}`),
    '',
  ])
  const counts = groups.flatMap(([state, rows]) => {
    const files = rows.filter(({ isDirectory }) => !isDirectory).length
    return files === 0 ? [] : [`${files} ${state}`]
  })
  return counts.length === 0 ? lines : [...lines, `files summary: ${counts.join(', ')}`]
}

/** The same as a table of markdown. */
export function dataDiffTable(diff: DataDiff, look: DiffLook): string[] {
  const rows = groupsOf(diff, look).flatMap(([state, some]) =>
    some.map(({ path, hash }) => (look.showHash ? [state, hash, path] : [state, path])),
  )
  return markdownTable(rows, look.showHash ? ['Status', 'Hash', 'Path'] : ['Status', 'Path'])
}

function groupsOf({ added, deleted, renamed, modified, notInCache }: DataDiff, { withMissing }: DiffLook) {
  const groups: readonly (readonly [string, readonly Row[]])[] = [
    ['added', added.map(itemRow)],
    ['deleted', deleted.map(itemRow)],
    ['renamed', renamed.map(renameRow)],
    ['modified', modified.map(modificationRow)],
    ['not in cache', withMissing ? notInCache.map(itemRow) : []],
  ]
  return groups.filter(([, rows]) => rows.length > 0)
}

function itemRow(item: Item): Row {
  return { path: shownPath(item), hash: digest(item.hash), isDirectory: item.isDirectory }
}

function renameRow({ before, after }: { readonly before: Item; readonly after: Item }): Row {
  return { ...itemRow(before), path: `${shownPath(before)} -> ${shownPath(after)}` }
}

function modificationRow({ before, after }: { readonly before: Item; readonly after: Item }): Row {
  return { ...itemRow(before), hash: `${digest(before.hash) || 'none'}..${digest(after.hash) || 'none'}` }
}

function digest(hash: string | undefined): string {
  return hash?.slice(0, 8) ?? ''
}

export function shownPath({ path, isDirectory }: Item): string {
  return isDirectory ? `${path}/` : path
}
