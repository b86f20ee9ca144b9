// The table of sales → what the model learns from, and the newest sales apart, to test it with.
//
//   node stages/featurize.mjs --test_months 3 --smoothing 20          prepared.csv → features/
import { parseArgs } from 'node:util'
import { describeHouse, monthNumber } from './house.mjs'
import { readTable, writeTable, writeText } from './table.mjs'

const { values: params } = parseArgs({ options: { test_months: { type: 'string' }, smoothing: { type: 'string' } } })

const sales = readTable('prepared.csv')
const newest = monthNumber(sales.at(-1).date)
const isTest = (sale) => monthNumber(sale.date) > newest - Number(params.test_months)
const past = sales.filter((sale) => !isTest(sale))
const districtLevels = learnDistrictLevels(past, Number(params.smoothing))

writeTable('features/train.csv', past.map(toRow))
writeTable('features/test.csv', sales.filter(isTest).map(toRow))
writeText('features/districts.json', `${JSON.stringify(districtLevels)}\n`)
console.log(`${past.length} sales to learn from, ${sales.length - past.length} newer ones to test with`)

/** The target, what evaluate.mjs groups by, then the features. */
function toRow(sale) {
  const { date, price, district } = sale
  return { date, price, district, ...describeHouse(sale, districtLevels) }
}

/**
 * The mean log price per square foot of each district, from the training sales alone. A district with few sales is drawn
 * towards the mean of all, as if it had `smoothing` more sales at that mean.
 */
function learnDistrictLevels(training, smoothing) {
  const logs = training.map((sale) => Math.log(sale.price / sale.living_sqft))
  const all = logs.reduce((sum, log) => sum + log, 0) / logs.length
  const sums = {}
  training.forEach(({ district }, i) => {
    sums[district] ??= { sum: smoothing * all, count: smoothing }
    sums[district].sum += logs[i]
    sums[district].count += 1
  })
  const levels = Object.entries(sums).map(([district, { sum, count }]) => [district, round(sum / count)])
  return { ...Object.fromEntries(levels), all: round(all) }
}

function round(number) {
  return Math.round(number * 1e4) / 1e4
}
