/**
 * `value` as Python's `repr` prints a float: the shortest digits that read back, with `.0` when there is no fraction, and
 * an exponent of at least two digits below 1e-4 and from 1e16 on (`1e-05`, `2.5e+17`, `-0.0`, `inf`, `nan`).
 */
export function pythonFloatText(value: number): string {
  const size = Math.abs(value)
  if (size >= 1e-4 && size < 1e16) return Number.isInteger(value) ? `${value}.0` : String(value)
  if (size === 0) return Object.is(value, -0) ? '-0.0' : '0.0'
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  const [mantissa = '', power = ''] = value.toExponential().split('e')
  const exponent = Number(power)
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}
