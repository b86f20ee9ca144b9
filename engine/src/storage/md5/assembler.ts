/**
 * Just enough of a WebAssembly assembler for straight-line SIMD code. Instructions are arrays of bytes; the numbers are
 * the opcodes of the WebAssembly specification, section 5.4, and of its 128-bit SIMD extension.
 */
export type Code = readonly number[]

/** Instructions one after the other. */
export function sequence(...parts: readonly Code[]): Code {
  return parts.flat()
}

/** Unsigned LEB128, as WebAssembly writes indices and lengths. */
export function unsigned(value: number): Code {
  const bytes: number[] = []
  let rest = value
  do {
    const low = rest & 0x7f
    rest >>>= 7
    bytes.push(rest === 0 ? low : low | 0x80)
  } while (rest !== 0)
  return bytes
}

function signed(value: number): Code {
  const bytes: number[] = []
  let rest = value | 0
  for (;;) {
    const low = rest & 0x7f
    rest >>= 7
    const isLast = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)
    bytes.push(isLast ? low : low | 0x80)
    if (isLast) return bytes
  }
}

const simd = (opcode: number): Code => [0xfd, ...unsigned(opcode)]

export const get = (local: number): Code => [0x20, ...unsigned(local)]
export const set = (local: number): Code => [0x21, ...unsigned(local)]
export const tee = (local: number): Code => [0x22, ...unsigned(local)]

export const i32 = {
  constant: (value: number): Code => [0x41, ...signed(value)],
  load: (offset: number): Code => [0x28, 2, ...unsigned(offset)],
  isZero: [0x45] as Code,
  add: [0x6a] as Code,
  sub: [0x6b] as Code,
}

/** Alignment is only a hint; 2^0 is always true. */
const unaligned = 0

export const v128 = {
  load: (offset: number): Code => [...simd(0), unaligned, ...unsigned(offset)],
  store: (offset: number): Code => [...simd(11), unaligned, ...unsigned(offset)],
  /** The same 32-bit word in all four lanes. */
  constant: (word: number): Code => [
    ...simd(12),
    ...Array.from({ length: 16 }, (_, i) => (word >>> (8 * (i & 3))) & 0xff),
  ],
  /** Picks bytes of two vectors: 0–15 of the lower, 16–31 of the upper one. */
  shuffle: (bytes: readonly number[]): Code => [...simd(13), ...bytes],
  not: simd(77),
  and: simd(78),
  andNot: simd(79),
  or: simd(80),
  xor: simd(81),
  shiftLeft: simd(0xab),
  shiftRight: simd(0xad),
  add: simd(0xae),
}

/** `while (true) { if (done) break; body }`, where `done` leaves an i32 on the stack. */
export function loopUntil(done: Code, body: readonly Code[]): Code {
  const empty = 0x40
  return [0x02, empty, 0x03, empty, ...done, 0x0d, 1, ...body.flat(), 0x0c, 0, 0x0b, 0x0b]
}

export interface FunctionShape {
  /** Numbers of i32 parameters, and of i32 and v128 locals behind them. */
  readonly parameters: number
  readonly words: number
  readonly vectors: number
}

const magicAndVersion: Code = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]

/** A module with one function, exported as `run`, that works on the memory imported as `m.m`. */
export function moduleOf(shape: FunctionShape, code: Code): Uint8Array<ArrayBuffer> {
  const [i32Type, v128Type, end] = [0x7f, 0x7b, 0x0b]
  const locals = vector([
    [...unsigned(shape.words), i32Type],
    [...unsigned(shape.vectors), v128Type],
  ])
  const body = [...locals, ...code, end]
  return Uint8Array.from([
    ...magicAndVersion,
    ...section(1, vector([[0x60, ...vector(Array.from({ length: shape.parameters }, () => [i32Type])), 0]])),
    ...section(2, vector([[...text('m'), ...text('m'), 0x02, 0x00, 1]])),
    ...section(3, vector([[0]])),
    ...section(7, vector([[...text('run'), 0, 0]])),
    ...section(10, vector([[...unsigned(body.length), ...body]])),
  ])
}

function section(id: number, content: Code): Code {
  return [id, ...unsigned(content.length), ...content]
}

function vector(items: readonly Code[]): Code {
  return [...unsigned(items.length), ...items.flat()]
}

function text(word: string): Code {
  return vector(Array.from(word, (letter) => [letter.charCodeAt(0)]))
}
