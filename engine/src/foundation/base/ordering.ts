/**
 * Order of two texts by Unicode code points, as Python sorts them. JavaScript's own order goes by UTF-16 units and puts
 * characters beyond U+FFFF before U+E000–U+FFFF.
 */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return fixSurrogate(x) - fixSurrogate(y)
  }
  return a.length - b.length
}

/** Moves surrogate halves above all other units, which gives code point order when units are compared. */
function fixSurrogate(unit: number): number {
  if (unit < 0xd800) return unit
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000
}
