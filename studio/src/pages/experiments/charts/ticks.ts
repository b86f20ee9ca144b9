const usualCount = 5

/** Round numbers between two, about five of them; on a scale of logarithms powers of ten. */
export function ticksBetween(low: number, high: number, isLog: boolean): number[] {
  if (low === high) return [low]
  return isLog ? powersBetween(low, high) : multiplesBetween(low, high, roundStep((high - low) / usualCount))
}

function powersBetween(low: number, high: number): number[] {
  const exponents = multiplesBetween(Math.log10(low), Math.log10(high), 1)
  const every = Math.ceil(exponents.length / (usualCount + 1))
  return exponents.filter((_, i) => i % every === 0).map((exponent) => Number(`1e${exponent}`))
}

function multiplesBetween(low: number, high: number, step: number): number[] {
  const first = Math.ceil(low / step)
  const count = Math.floor(high / step) - first + 1
  return Array.from({ length: Math.max(0, count) }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}

/** The next of 1, 2 or 5 times a power of ten. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step))
  return power * ([1, 2, 5].find((times) => times * power >= step * 0.999) ?? 10)
}
