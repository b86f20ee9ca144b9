import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { installDvc } from '../compatibility/install-dvc.ts'
import { ageStores } from './age-stores.ts'
import { compare } from './compare.ts'
import { measureFigures } from './measure-figures.ts'
import { figureTable } from './record-figures.ts'
import { machineLine, recordTable } from './record-table.ts'
import { rowStart, tableOf } from './table.ts'
import { workloads } from './workloads.ts'
import { prepareWorlds } from './worlds.ts'

/**
 * Whole processes, sterna and real DVC in turns in the same run, medians.
 *   npm run bench [-- --only TEXT] [-- --record]
 * What the studio takes in a browser: --only studio.
 */
const words = process.argv.slice(2)
const only = words.includes('--only') ? words[words.indexOf('--only') + 1] : undefined
const isRecorded = words.includes('--record')
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
  if (isRecorded) recordTable('table', workloads, rows)
}
const figures = await measureFigures(worlds, only, isRecorded)
if (rows.size > 0) console.log(`\n${tableOf([...rows.values()])}`)
if (figures.length > 0) console.log(`\n${figureTable(figures)}`)
console.log(`\n${machineLine()}`)
fs.rmSync(lab, { recursive: true, force: true })
