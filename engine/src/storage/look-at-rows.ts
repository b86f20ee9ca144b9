import * as fs from 'node:fs'
import type { Progress } from './progress.ts'
import { isLinkRow, isSameRow } from './same-row.ts'
import { type TreeTable, textsIn } from './tree-table.ts'

/** Rows of a table to be compared with the machine, by as many threads as there are: each takes what is next. */
export interface LookOrder {
  readonly table: TreeTable
  /** Numbers of directories whose files nobody has to look at. */
  readonly skipped: ReadonlySet<number>
  /** Of which unchanged files somebody else has to say whether they need attention. */
  readonly asked: 'none' | 'links' | 'all'
  /** Counts what was taken, for all threads together. */
  readonly taken: Int32Array<SharedArrayBuffer>
}

export interface FoundRows {
  readonly changed: number[]
  /** The unchanged ones that were asked for. */
  readonly unchanged: number[]
}

const rowsAtOnce = 1024

/** Compares rows until none are left. */
export async function lookAtRows(order: LookOrder, progress: Progress): Promise<FoundRows> {
  const here = { ...order, table: received(order.table) }
  const found: FoundRows = { changed: [], unchanged: [] }
  const { length } = order.table.files
  for (;;) {
    const first = rowsAtOnce * Atomics.add(order.taken, 0, 1)
    if (first >= length) return found
    lookAtRun(here, first, Math.min(first + rowsAtOnce, length), found)
    await progress.breathe()
  }
}

/** A `Buffer` comes to another thread as plain bytes. */
function received(table: TreeTable): TreeTable {
  const { offsets, bytes } = table.files.names
  const [paths, names] = [table.directories.paths, { offsets, bytes: bufferOf(bytes) }]
  return {
    ...table,
    directories: { ...table.directories, paths: { offsets: paths.offsets, bytes: bufferOf(paths.bytes) } },
    files: { ...table.files, names },
  }
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function lookAtRun(order: LookOrder, first: number, end: number, found: FoundRows): void {
  const { firstFile, fileCount, paths } = order.table.directories
  for (let d = directoryOf(firstFile, first); first < end; d++) {
    const stop = Math.min(firstFile[d]! + fileCount[d]!, end)
    if (!order.skipped.has(d) && first < stop) {
      const path = d === 0 ? order.table.root : `${order.table.root}/${textsIn(paths, d, d + 1)[0]}`
      lookInside(order, path, first, stop, found)
    }
    first = Math.max(first, stop)
  }
}

/** The last directory whose files begin at or before this row; those without files come before it. */
function directoryOf(firstFile: Uint32Array, row: number): number {
  let [low, high] = [0, firstFile.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (firstFile[middle]! <= row) low = middle
    else high = middle - 1
  }
  return low
}

function lookInside({ table, asked }: LookOrder, path: string, first: number, end: number, found: FoundRows): void {
  const names = textsIn(table.files.names, first, end)
  for (let row = first; row < end; row++) {
    const isSymlink = isLinkRow(table, row)
    const file = `${path}/${names[row - first]}`
    const stats = isSymlink ? fs.statSync(file, noThrow) : fs.lstatSync(file, noThrow)
    if (stats === undefined || !isSameRow(table, row, stats, isSymlink)) found.changed.push(row)
    else if (asked === 'all' || (asked === 'links' && table.files.flags[row] !== 0)) found.unchanged.push(row)
  }
}

const noThrow = { throwIfNoEntry: false } as const
