// Uses the model.
//
//   node stages/appraise.mjs house.json                        the price of one house
//   node stages/appraise.mjs house.json --living_sqft 2400     the same house, but larger
//   node stages/appraise.mjs --check data/sales/2014.csv       how far off it is on sales it has not seen, by quarter
//   … --since 2014-10                                          the same, but only on the sales since then
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { isOrdinarySale, monthName, monthNumber } from './house.mjs'
import { appraise, measure, readModel } from './model.mjs'
import { readTable } from './table.mjs'

const numbers = [
  'district',
  'lot_sqft',
  'waterfront',
  'grade',
  'living_sqft',
  'bedrooms',
  'bathrooms',
  'age',
  'effective_age',
  'longitude',
  'latitude',
]
const flagNames = ['check', 'since', 'type', ...numbers]
const { values: flags, positionals } = parseArgs({
  options: Object.fromEntries(flagNames.map((name) => [name, { type: 'string' }])),
  allowPositionals: true,
})

const model = readModel()
if (flags.check) checkSales(readTable(flags.check))
else showPrice(readHouse())

/** The house of the JSON file, with the facts given as flags put over it. A price is of the newest month the model knows. */
function readHouse() {
  const described = positionals[0] ? JSON.parse(readFileSync(positionals[0], 'utf8')) : {}
  const house = { ...described, ...flags, date: `${monthName(model.newest_month)}-01` }
  for (const name of numbers) house[name] = Number(house[name])
  const unknown = numbers.filter((name) => Number.isNaN(house[name]))
  if (unknown.length === 0) return house
  console.error(
    `The house needs a number for: ${unknown.join(', ')}. Give them in a JSON file or as --${unknown[0]} NUMBER.`,
  )
  process.exit(1)
}

function showPrice(house) {
  const price = Math.round(appraise(model, house) / 100) * 100
  console.log(`$${groupDigits(price)} in the market of ${monthName(model.newest_month)}`)
}

/** A line for each quarter. What the model learned from tells nothing about it and is left out. */
function checkSales(sales) {
  const unseen = sales.filter(isUnseen)
  console.log(`model of ${monthName(model.newest_month)}, ${groupDigits(unseen.length)} sales it has not seen`)
  if (unseen.length === 0) return
  console.log('quarter   sales  median error  within 10 %     bias')
  const quarters = [...new Set(unseen.map(quarterOf))]
  for (const quarter of quarters)
    showLine(
      quarter,
      unseen.filter((sale) => quarterOf(sale) === quarter),
    )
  if (quarters.length > 1) showLine('all', unseen)
}

function isUnseen(sale) {
  return isOrdinarySale(sale) && monthNumber(sale.date) > model.newest_month && sale.date >= (flags.since ?? '')
}

function showLine(name, sales) {
  const pairs = sales.map((sale) => ({ price: sale.price, appraised: Math.round(appraise(model, sale)) }))
  const { median_error_percent, within_10_percent, bias_percent } = measure(pairs)
  const cells = [
    groupDigits(sales.length).padStart(7),
    percent(median_error_percent, 14),
    percent(within_10_percent, 13),
    percent(bias_percent, 9),
  ]
  console.log(name.padEnd(8) + cells.join(''))
}

function quarterOf({ date }) {
  return `${date.slice(0, 4)} Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`
}

function percent(number, width) {
  return `${number.toFixed(2)} %`.padStart(width)
}

function groupDigits(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',')
}
