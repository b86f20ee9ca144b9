import { type Code, get, i32, loopUntil, moduleOf, sequence, set, tee, v128 } from './assembler.ts'

/** RFC 1321: additive constants, rotations per round, and which message word each step takes. */
const sines = Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) >>> 0)
const rotations = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const
const wordOfStep = [(i: number) => i, (i: number) => 5 * i + 1, (i: number) => 3 * i + 5, (i: number) => 7 * i] as const

/** Parameters of the function. */
const [statesParameter, pointersParameter, blocksParameter] = [0, 1, 2]
const parameters = 3
const vectorBytes = 16
const blockBytes = 64

/**
 * The MD5 compression function for `4 × groups` independent messages at once, as a WebAssembly module:
 *
 *     run(states, pointers, blocks)
 *
 * `states` is the address of a, b, c, d for each group, one vector each, message i of the group in word i. `pointers` is
 * the address of one 32-bit address per message; from each, `blocks` blocks of 64 bytes are taken in. Two groups keep the
 * processor busy while a step waits for the one before it; more would need more registers than there are.
 */
export function kernelModule(groups: number): Uint8Array<ArrayBuffer> {
  const registers = Array.from({ length: groups }, (_, group) => registersOf(group, groups))
  const each = (make: (r: Registers) => Code): Code => registers.flatMap(make)
  const pointers = registers.flatMap((r) => r.pointers)
  const code = [
    ...pointers.flatMap((local, i) => [...get(pointersParameter), ...i32.load(4 * i), ...set(local)]),
    ...each(loadState),
    ...loopUntil(
      [...get(blocksParameter), ...i32.isZero],
      [
        each(loadMessage),
        ...sines.map((_, step) => each((r) => stepCode(r, step))),
        each(addState),
        ...pointers.map((local): Code => [...get(local), ...i32.constant(blockBytes), ...i32.add, ...set(local)]),
        [...get(blocksParameter), ...i32.constant(1), ...i32.sub, ...set(blocksParameter)],
      ],
    ),
  ]
  return moduleOf({ parameters, words: 4 * groups, vectors: vectorsPerGroup * groups }, code)
}

interface Registers {
  /** Where the group's state begins, behind `states`. */
  readonly offset: number
  readonly pointers: readonly number[]
  readonly state: readonly number[]
  readonly message: readonly number[]
  readonly scratch: number
}

const vectorsPerGroup = 4 + 16 + 1

function registersOf(group: number, groups: number): Registers {
  const first = parameters + 4 * groups + vectorsPerGroup * group
  return {
    offset: group * 4 * vectorBytes,
    pointers: locals(parameters + 4 * group, 4),
    state: locals(first, 4),
    message: locals(first + 4, 16),
    scratch: first + 20,
  }
}

/** Numbers of `length` locals from `start` on. */
function locals(start: number, length: number): number[] {
  return Array.from({ length }, (_, i) => start + i)
}

function loadState({ offset, state }: Registers): Code {
  return state.flatMap((local, i) => [...get(statesParameter), ...v128.load(offset + i * vectorBytes), ...set(local)])
}

/** Adds the state before the block, which is still in memory, and writes the sum back. */
function addState({ offset, state }: Registers): Code {
  return state.flatMap((local, i) => {
    const at = offset + i * vectorBytes
    const sum = [...get(local), ...get(statesParameter), ...v128.load(at), ...v128.add, ...set(local)]
    return [...sum, ...get(statesParameter), ...get(local), ...v128.store(at)]
  })
}

/** Each message lies in a row; a step needs the same word of all four. So every 4 × 4 square of words is transposed. */
function loadMessage({ pointers, message, scratch }: Registers): Code {
  return [0, 1, 2, 3].flatMap((square) => {
    const rows = message.slice(4 * square, 4 * square + 4)
    const load = rows.flatMap((row, i) => [...get(pointers[i]!), ...v128.load(square * vectorBytes), ...set(row)])
    return [...load, ...transpose(rows as [number, number, number, number], scratch)]
  })
}

const words = (...order: readonly number[]): Code =>
  v128.shuffle(order.flatMap((word) => [0, 1, 2, 3].map((i) => 4 * word + i)))
const [lowWords, highWords] = [words(0, 4, 1, 5), words(2, 6, 3, 7)]
const [lowHalves, highHalves] = [words(0, 1, 4, 5), words(2, 3, 6, 7)]

function transpose([a, b, c, d]: readonly [number, number, number, number], scratch: number): Code {
  return sequence(
    mixInto(scratch, lowWords, a, b),
    mixInto(b, highWords, a, b),
    mixInto(a, lowWords, c, d),
    mixInto(d, highWords, c, d),
    mixInto(c, lowHalves, b, d),
    mixInto(d, highHalves, b, d),
    mixInto(b, highHalves, scratch, a),
    mixInto(a, lowHalves, scratch, a),
  )
}

function mixInto(to: number, how: Code, x: number, y: number): Code {
  return sequence(get(x), get(y), how, set(to))
}

/** One step: a = b + rotate(a + f(b, c, d) + word + constant), with the roles of a, b, c, d moving on by one each step. */
function stepCode({ state, message, scratch }: Registers, step: number): Code {
  const round = step >> 4
  const [a, b, c, d] = [0, 1, 2, 3].map((role) => state[(role + 64 - step) & 3]!) as [number, number, number, number]
  const word = message[wordOfStep[round]!(step) & 15]!
  const shift = rotations[round]![step & 3]!
  return sequence(
    sequence(get(a), get(word), v128.constant(sines[step]!), v128.add, v128.add),
    addMix(round, b, c, d),
    rotate(shift, scratch),
    sequence(get(b), v128.add, set(a)),
  )
}

/** Adds F, G, H or I of the round to the sum on the stack, in the forms with the fewest steps that wait for `b`. */
function addMix(round: number, b: number, c: number, d: number): Code {
  const { add, and, andNot, not, or, xor } = v128
  if (round === 0) return sequence(get(c), get(d), xor, get(b), and, get(d), xor, add)
  if (round === 1) return sequence(get(c), get(d), andNot, add, get(d), get(b), and, add)
  if (round === 2) return sequence(get(c), get(d), xor, get(b), xor, add)
  return sequence(get(b), get(d), not, or, get(c), xor, add)
}

const swapHalfWords = v128.shuffle([0, 4, 8, 12].flatMap((word) => [2, 3, 0, 1].map((i) => word + i)))

function rotate(bits: number, scratch: number): Code {
  const { or, shiftLeft, shiftRight } = v128
  if (bits === 16) return sequence(tee(scratch), get(scratch), swapHalfWords)
  return sequence(tee(scratch), i32.constant(bits), shiftLeft, get(scratch), i32.constant(32 - bits), shiftRight, or)
}
