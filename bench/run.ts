import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { installDvc } from '../compatibility/install-dvc.ts'
import { ageStores } from './age-stores.ts'
import { compare } from './compare.ts'
import { machineLine, recordTable } from './record-table.ts'
import { rowStart, tableOf } from './table.ts'
import { workloads } from './workloads.ts'
import { prepareWorlds } from './worlds.ts'

/**
 * Whole processes, sterna and real DVC in turns in the same run, medians.
 *   npm run bench [-- --only TEXT] [-- --record]
 */
const words = process.argv.slice(2)
const only = words.includes('--only') ? words[words.indexOf('--only') + 1] : undefined
const python = installDvc()
const lab = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'bench-')))
const worlds = prepareWorlds(lab, path.join(path.dirname(python), 'dvc'))
const chosen = workloads.filter(({ name, isLarge }) => (only === undefined ? !isLarge : name.includes(only)))
const rows = new Map<string, string>()
for (const workload of chosen) {
  rows.set(
    rowStart(workload),
    compare(workload, worlds, () => ageStores(lab)),
  )
  if (words.includes('--record')) recordTable('table', workloads, rows)
}
console.log(`\n${tableOf([...rows.values()])}\n\n${machineLine()}`)
fs.rmSync(lab, { recursive: true, force: true })
