import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { installDvc } from '../compatibility/install-dvc.ts'
import { ageStores } from './age-stores.ts'
import { type Measured, measure } from './measure.ts'
import { rowOf, rowStart, tableOf } from './table.ts'
import { type Workload, workloads } from './workloads.ts'
import { prepareWorlds } from './worlds.ts'

/**
 * Whole processes, sterna and real DVC in turns in the same run, medians.
 *   npm run bench [-- --only TEXT] [-- --record]
 */
const words = process.argv.slice(2)
const only = words.includes('--only') ? words[words.indexOf('--only') + 1] : undefined
const here = path.dirname(fileURLToPath(import.meta.url))
const python = installDvc()
const lab = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'bench-')))
const worlds = prepareWorlds(lab, path.join(path.dirname(python), 'dvc'))
const chosen = workloads.filter(({ name, isLarge }) => (only === undefined ? !isLarge : name.includes(only)))
const rows = new Map<string, string>()
for (const workload of chosen) {
  rows.set(rowStart(workload), compare(workload))
  if (words.includes('--record')) recordTable()
}
console.log(`\n${tableOf([...rows.values()])}\n\n${machineLine()}`)
fs.rmSync(lab, { recursive: true, force: true })

function compare(workload: Workload): string {
  console.log(`… ${workload.name}`)
  const ours: Measured[] = []
  const theirs: Measured[] = []
  const { sterna, other } = workload.commands(worlds)
  for (let round = 0; round < workload.rounds + (workload.isRepeatable ? 1 : 0); round++) {
    const isWarmUp = workload.isRepeatable && round === 0
    const commands = [sterna(round), other(round)] as const
    if (isWarmUp) ageStores(lab)
    const pair = [measure(commands[0]), measure(commands[1])] as const
    if (isWarmUp) continue
    ours.push(pair[0])
    theirs.push(pair[1])
  }
  const row = rowOf(workload, ours, theirs)
  console.log(row)
  return row
}

function machineLine(): string {
  const cpu = os.cpus()[0]?.model ?? 'unknown processor'
  return `Measured ${new Date().toISOString().slice(0, 10)} on ${os.cpus().length} × ${cpu}, ${(os.totalmem() / 2 ** 30).toFixed(0)} GiB, ${os.type()} ${os.release().split('-')[0]}, Node ${process.version}, DVC 3.67.1; medians of paired runs in turns.`
}

/** Rows that were not measured this time stay as they are. */
function recordTable(): void {
  const page = path.join(here, 'README.md')
  const text = fs.readFileSync(page, 'utf8')
  const old = text.split('\n')
  const all = workloads.map((workload) => {
    const start = rowStart(workload)
    return rows.get(start) ?? old.find((line) => line.startsWith(start))
  })
  const table = tableOf(all.filter((row) => row !== undefined))
  fs.writeFileSync(
    page,
    text.replace(
      /<!-- table -->[\s\S]*<!-- \/table -->/,
      () => `<!-- table -->\n${table}\n\n${machineLine()}\n<!-- /table -->`,
    ),
  )
}
