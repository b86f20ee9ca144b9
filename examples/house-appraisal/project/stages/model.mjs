// A trained model in use, and how good it is.
import { readFileSync } from 'node:fs'
import { describeHouse } from './house.mjs'
import { predict } from './trees.mjs'

export function readModel(path = 'model.json') {
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** The price in dollars of a house, from the columns that a sale has. */
export function appraise(model, house) {
  return appraiseFeatures(model, describeHouse(house, model.districts))
}

/** The same from the features themselves. */
export function appraiseFeatures(model, features) {
  return Math.exp(
    predict(
      model,
      model.features.map((name) => features[name]),
    ),
  )
}

/** How far appraisals are from the prices paid. Percent are of the price paid; a negative bias means too cheap. */
export function measure(pairs) {
  const shares = pairs.map(({ price, appraised }) => appraised / price - 1)
  const errors = shares.map(Math.abs)
  const logs = pairs.map(({ price, appraised }) => [Math.log(price), Math.log(appraised)])
  const meanLog = mean(logs.map(([log]) => log))
  const squares = logs.map(([log, guess]) => (log - guess) ** 2)
  const spread = logs.map(([log]) => (log - meanLog) ** 2)
  return {
    sales: pairs.length,
    median_error_percent: round(100 * median(errors), 2),
    within_10_percent: round(100 * mean(errors.map((error) => Number(error <= 0.1))), 2),
    bias_percent: round(100 * median(shares), 2),
    rmse_log: round(Math.sqrt(mean(squares)), 4),
    r2_log: round(1 - mean(squares) / mean(spread), 4),
  }
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b)
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.floor(sorted.length / 2)]) / 2
}

function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}

function round(number, digits) {
  return Number(number.toFixed(digits))
}
