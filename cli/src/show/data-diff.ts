import type { DataDiff, Item } from '@sterna/engine'
import { type Contents, contentText } from './contents.ts'
import { markdownTable } from './table.ts'

export interface DiffLook {
  readonly showHash: boolean
  readonly withMissing: boolean
  /** What is known of the files, if they are to be described. */
  readonly contents?: Contents | undefined
}

interface Row {
  readonly path: string
  readonly hash: string
  readonly isDirectory: boolean
  /** What is known of its content; empty if nothing. */
  readonly about: string
}

/** Groups of paths and a count of files at the end, in DVC's layout. */
export function dataDiffLines(diff: DataDiff, look: DiffLook): string[] {
  const groups = groupsOf(diff, look)
  const lines = groups.flatMap(([state, rows]) => [
    `${state.charAt(0).toUpperCase()}${state.slice(1)}:`,
    ...rows.map(({ path, hash, about }) => {
      const before = look.showHash && hash !== '' ? `${hash}  ` : ''
      return `    ${before}${path}${about === '' ? '' : `  (${about})`}`
    }),
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
  const columns = (status: string, hash: string, path: string, about: string) => [
    status,
    ...(look.showHash ? [hash] : []),
    path,
    ...(look.contents ? [about] : []),
  ]
  const rows = groupsOf(diff, look).flatMap(([state, some]) =>
    some.map(({ path, hash, about }) => columns(state, hash, path, about)),
  )
  return markdownTable(rows, columns('Status', 'Hash', 'Path', 'Content'))
}

function groupsOf({ added, deleted, renamed, modified, notInCache }: DataDiff, { withMissing, contents }: DiffLook) {
  const of = (item: Item) => contents?.get(item)
  const groups: readonly (readonly [string, readonly Row[]])[] = [
    ['added', added.map((item) => itemRow(item, contentText(undefined, of(item))))],
    ['deleted', deleted.map((item) => itemRow(item, contentText(of(item), undefined)))],
    ['renamed', renamed.map((pair) => renameRow(pair, contentText(of(pair.before), of(pair.after))))],
    ['modified', modified.map((pair) => modificationRow(pair, contentText(of(pair.before), of(pair.after))))],
    ['not in cache', withMissing ? notInCache.map((item) => itemRow(item, '')) : []],
  ]
  return groups.filter(([, rows]) => rows.length > 0)
}

interface Pair {
  readonly before: Item
  readonly after: Item
}

function itemRow(item: Item, about: string): Row {
  return { path: shownPath(item), hash: digest(item.hash), isDirectory: item.isDirectory, about }
}

function renameRow({ before, after }: Pair, about: string): Row {
  return { ...itemRow(before, about), path: `${shownPath(before)} -> ${shownPath(after)}` }
}

function modificationRow({ before, after }: Pair, about: string): Row {
  return { ...itemRow(before, about), hash: `${digest(before.hash) || 'none'}..${digest(after.hash) || 'none'}` }
}

function digest(hash: string | undefined): string {
  return hash?.slice(0, 8) ?? ''
}

export function shownPath({ path, isDirectory }: Item): string {
  return isDirectory ? `${path}/` : path
}
