const units = ['', 'k', 'M', 'G', 'T', 'P', 'E', 'Z']

/** Bytes with three digits, `3`, `4.00k`, `12.3M`, as DVC writes sizes. */
export function shortSize(bytes: number): string {
  if (bytes < 1024) return String(bytes)
  let left = bytes
  for (const unit of units) {
    if (left < 9.995) return `${left.toFixed(2)}${unit}`
    if (left < 99.95) return `${left.toFixed(1)}${unit}`
    if (left < 999.5) return `${left.toFixed(0)}${unit}`
    left /= 1024
  }
  return `${left.toFixed(1)}Y`
}
