import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { rowStart, tableOf } from './table.ts'
import type { Workload } from './workloads.ts'

const page = path.join(path.dirname(fileURLToPath(import.meta.url)), 'README.md')

/** Writes rows, by how they start, into the table of this name. Rows that were not measured this time stay as they are. */
export function recordTable(
  name: string,
  workloads: readonly Workload[],
  rows: ReadonlyMap<string, string>,
  notes: readonly string[] = [],
): void {
  const old = oldLines()
  const all = workloads.map((workload) => {
    const start = rowStart(workload)
    return rows.get(start) ?? old.find((line) => line.startsWith(start))
  })
  const table = tableOf(all.filter((row) => row !== undefined))
  replaceTable(name, table, [machineLine(), ...notes].join(' '))
}

export function oldLines(): readonly string[] {
  return fs.readFileSync(page, 'utf8').split('\n')
}

/** Puts a table, and how it was measured, where the page has the one of this name. */
export function replaceTable(name: string, table: string, note: string): void {
  const block = new RegExp(`<!-- ${name} -->[\\s\\S]*<!-- /${name} -->`)
  const lines = [`<!-- ${name} -->`, table, '', note, `<!-- /${name} -->`].join('\n')
  fs.writeFileSync(
    page,
    fs.readFileSync(page, 'utf8').replace(block, () => lines),
  )
}

export function machineLine(how = 'DVC 3.67.1; medians of paired runs in turns'): string {
  const cpu = os.cpus()[0]?.model ?? 'unknown processor'
  return `Measured ${new Date().toISOString().slice(0, 10)} on ${os.cpus().length} × ${cpu}, ${(os.totalmem() / 2 ** 30).toFixed(0)} GiB, ${os.type()} ${os.release().split('-')[0]}, Node ${process.version}, ${how}.`
}
