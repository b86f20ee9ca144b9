// Model and test sales → how good the model is on sales newer than all it has seen.
//
//   node stages/evaluate.mjs          model.json, features/test.csv → metrics.json, plots/
import { appraiseFeatures, measure, readModel } from './model.mjs'
import { readTable, writeTable, writeText } from './table.mjs'

const model = readModel()
const sales = readTable('features/test.csv').map((sale) => ({
  ...sale,
  appraised: Math.round(appraiseFeatures(model, sale)),
}))

const metrics = measure(sales)
writeText('metrics.json', `${JSON.stringify(metrics, null, 2)}\n`)

// Every eighth sale is enough to see the shape.
const shown = sales.filter((_, i) => i % 8 === 0)
writeTable(
  'plots/predicted.csv',
  shown.map(({ price, appraised }) => ({ actual: price, predicted: appraised })),
)
writeTable(
  'plots/by-month.csv',
  measureGroups('month', (sale) => sale.date.slice(0, 7)),
)
writeTable(
  'plots/by-district.csv',
  measureGroups('district', (sale) => String(sale.district).padStart(2, '0')),
)

console.log(`half of ${metrics.sales} appraisals are within ${metrics.median_error_percent} % of the price paid`)

/** One row a group, in the order of the groups' names. */
function measureGroups(column, groupOf) {
  const names = [...new Set(sales.map(groupOf))].sort()
  return names.map((name) => {
    const { sales: count, median_error_percent, bias_percent } = measure(sales.filter((sale) => groupOf(sale) === name))
    return { [column]: name, sales: count, median_error_percent, bias_percent }
  })
}
