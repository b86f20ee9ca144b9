/**
 * 64 bits that tell two texts apart, in hex, for names and comparisons within our own state. Not for content: two lanes of
 * multiply and xor, each finished as MurmurHash3 does (Appleby, fmix32). Loading a real hash function takes longer than a command may.
 */
export function fingerprint(text: string): string {
  let low = 0xdeadbeef
  let high = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    low = Math.imul(low ^ unit, 0x9e3779b1)
    high = Math.imul(high ^ unit, 0x5f356495)
  }
  return hexOf(mixed(low ^ (high >>> 15))) + hexOf(mixed(high ^ (low >>> 13)))
}

function mixed(word: number): number {
  const once = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return twice ^ (twice >>> 16)
}

function hexOf(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0')
}
