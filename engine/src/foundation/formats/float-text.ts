/**
 * `value` as Python's `repr` prints a float: the shortest digits that read back, with `.0` when there is no fraction, and
 * an exponent of at least two digits below 1e-4 and from 1e16 on (`1e-05`, `2.5e+17`, `-0.0`, `inf`, `nan`).
 */
export function pythonFloatText(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  const [mantissa = '', power = ''] = value.toExponential().split('e')
  const exponent = Number(power)
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  if (exponent < -4 || exponent >= 16) return withExponent(mantissa, exponent)
  return sign + plainDigits(mantissa.replace(/[-.]/g, ''), exponent)
}

function withExponent(mantissa: string, exponent: number): string {
  const size = String(Math.abs(exponent)).padStart(2, '0')
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${size}`
}

function plainDigits(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  return `${whole}.${digits.slice(exponent + 1) || '0'}`
}
