// Gradient-boosted regression trees. Each new tree learns what the trees before it still get wrong; the answer is the sum
// of all. To be fast, a feature's values are first put into at most 256 bins, and a split is sought between bins only.

/**
 * Learns `targets` (one number a row) from `columns` (per feature, one number a row).
 *
 * trees, depth: how many trees, and how many questions deep · rate: how much of its answer a tree contributes
 * sample: the share of rows a tree sees · min_leaf: rows that a leaf needs at least · bins · seed
 */
export function boostTrees(columns, targets, params) {
  const random = randomNumbers(params.seed)
  const features = columns.map((values) => putIntoBins(values, params.bins))
  const start = mean(targets)
  const predicted = new Float64Array(targets.length).fill(start)
  const trees = []
  for (let i = 0; i < params.trees; i++) {
    const errors = targets.map((target, row) => target - predicted[row])
    const rows = [...targets.keys()].filter(() => random() < params.sample)
    const tree = growTree(rows, errors, features, params, params.depth)
    for (let row = 0; row < predicted.length; row++) predicted[row] += answer(tree, (f) => columns[f][row])
    trees.push(tree)
  }
  return { start, trees }
}

/** The model's answer for one house: `values` in the order of the columns it learned from. */
export function predict({ start, trees }, values) {
  return trees.reduce((sum, tree) => sum + answer(tree, (feature) => values[feature]), start)
}

/** A tree is a number (a leaf), or [feature, limit, tree if at most the limit, tree if more]. */
function answer(tree, valueOf) {
  let node = tree
  while (typeof node !== 'number') node = valueOf(node[0]) <= node[1] ? node[2] : node[3]
  return node
}

function growTree(rows, errors, features, params, depth) {
  const split = depth > 0 ? findBestSplit(rows, errors, features, params) : undefined
  if (!split) return round((params.rate * sumOf(rows, errors)) / rows.length)
  const { feature, bin } = split
  const { binOfRow, limits } = features[feature]
  const left = rows.filter((row) => binOfRow[row] <= bin)
  const right = rows.filter((row) => binOfRow[row] > bin)
  return [
    feature,
    limits[bin],
    growTree(left, errors, features, params, depth - 1),
    growTree(right, errors, features, params, depth - 1),
  ]
}

/** The split after which the two means explain most; none if no split leaves enough rows on both sides. */
function findBestSplit(rows, errors, features, { min_leaf }) {
  let best
  const total = sumOf(rows, errors)
  features.forEach(({ binOfRow, limits }, feature) => {
    const { sums, counts } = fillHistogram(rows, errors, binOfRow, limits.length + 1)
    let leftSum = 0
    let leftCount = 0
    for (let bin = 0; bin < limits.length; bin++) {
      leftSum += sums[bin]
      leftCount += counts[bin]
      const rightCount = rows.length - leftCount
      if (leftCount < min_leaf || rightCount < min_leaf) continue
      const gain = leftSum ** 2 / leftCount + (total - leftSum) ** 2 / rightCount
      if (!best || gain > best.gain) best = { feature, bin, gain }
    }
  })
  return best
}

function sumOf(rows, errors) {
  let sum = 0
  for (const row of rows) sum += errors[row]
  return sum
}

function fillHistogram(rows, errors, binOfRow, size) {
  const sums = new Float64Array(size)
  const counts = new Uint32Array(size)
  for (let i = 0; i < rows.length; i++) {
    const bin = binOfRow[rows[i]]
    sums[bin] += errors[rows[i]]
    counts[bin] += 1
  }
  return { sums, counts }
}

/** Limits between bins that hold about equally many rows; a value lies in the first bin whose limit it does not exceed. */
function putIntoBins(values, bins) {
  const sorted = Float64Array.from(values).sort()
  const quantiles = Array.from({ length: bins - 1 }, (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / bins)])
  const limits = [...new Set(quantiles)].filter((limit) => limit < sorted.at(-1))
  const binOfRow = Uint8Array.from(values, (value) => {
    const bin = limits.findIndex((limit) => value <= limit)
    return bin < 0 ? limits.length : bin
  })
  return { limits, binOfRow }
}

/** Random numbers from 0 to 1, the same for the same seed: a linear congruential generator with the constants of Numerical Recipes. */
function randomNumbers(seed) {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}

function round(number) {
  return Math.round(number * 1e6) / 1e6
}
