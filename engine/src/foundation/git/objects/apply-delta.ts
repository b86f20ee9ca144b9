/**
 * The bytes that a delta makes of its base: two sizes (seven bits a byte, the lowest first), then commands: copy a piece of the base
 * (first bit set; the other bits tell which bytes of place and length follow), or take so many bytes as they stand here.
 */
export function applyDelta(base: Buffer, delta: Buffer): Buffer {
  let at = 0
  const size = () => {
    let [value, factor] = [0, 1]
    for (;;) {
      const byte = delta[at++]!
      value += (byte & 0x7f) * factor
      if (byte < 0x80) return value
      factor *= 128
    }
  }
  const number = (flags: number, bytes: number) => {
    let value = 0
    for (let i = 0; i < bytes; i++) if (flags & (1 << i)) value += delta[at++]! * 2 ** (8 * i)
    return value
  }
  if (size() !== base.length) throw new Error('A delta is of another base.')
  const made = Buffer.allocUnsafe(size())
  let done = 0
  while (at < delta.length) {
    const command = delta[at++]!
    if (command === 0) throw new Error('A delta has an unknown command.')
    if (command < 0x80) {
      done += delta.copy(made, done, at, at + command)
      at += command
      continue
    }
    const start = number(command & 0x0f, 4)
    const length = number((command >> 4) & 0x07, 3) || 0x10000
    done += base.copy(made, done, start, start + length)
  }
  if (done !== made.length) throw new Error('A delta makes less than it says.')
  return made
}
