// Features → a model that predicts the logarithm of the price.
//
//   node stages/train.mjs --trees 150 --depth 6 …          features/train.csv → model.json
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { monthName } from './house.mjs'
import { readTable, writeText } from './table.mjs'
import { boostTrees } from './trees.mjs'

const names = ['trees', 'depth', 'rate', 'sample', 'min_leaf', 'bins', 'seed']
const { values } = parseArgs({ options: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) })
const params = Object.fromEntries(names.map((name) => [name, Number(values[name])]))

const sales = readTable('features/train.csv')
const features = Object.keys(sales[0]).filter((name) => !['date', 'price', 'district'].includes(name))
const columns = features.map((name) => Float64Array.from(sales, (sale) => sale[name]))
const logPrices = Float64Array.from(sales, (sale) => Math.log(sale.price))

const model = {
  newest_month: sales.at(-1).month,
  districts: JSON.parse(readFileSync('features/districts.json', 'utf8')),
  features,
  ...boostTrees(columns, logPrices, params),
}
writeText('model.json', `${JSON.stringify(model)}\n`)
console.log(`${params.trees} trees, learned from ${sales.length} sales up to ${monthName(model.newest_month)}`)
