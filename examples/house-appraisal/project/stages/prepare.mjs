// All batches of sales → one table of ordinary sales in the order of time.
//
//   node stages/prepare.mjs          data/sales/*.csv → prepared.csv
import { readdirSync } from 'node:fs'
import { isOrdinarySale } from './house.mjs'
import { readTable, writeTable } from './table.mjs'

const folder = 'data/sales'
const batches = readdirSync(folder)
  .filter((name) => name.endsWith('.csv'))
  .sort()

const sales = batches.flatMap((name) => readTable(`${folder}/${name}`))
const ordinary = sales.filter(isOrdinarySale).sort((a, b) => (a.date < b.date ? -1 : Number(a.date > b.date)))

writeTable('prepared.csv', ordinary)
console.log(`${sales.length} sales in ${batches.length} file(s), ${ordinary.length} of them ordinary`)
