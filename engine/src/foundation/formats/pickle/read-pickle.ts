import { Failure } from '../../base/index.ts'
import { opcodes } from './opcodes.ts'
import { type PickleValue, Tuple } from './pickle-value.ts'

/**
 * The value of a pickle, as long as it is plain data: a pickle is a program, and of its instructions only those are known here
 * that make texts, integers, lists, tuples and mappings. All others, such as those that import or call something, are refused with
 * a `Failure`, 'file-format'.
 */
export function readPickle(bytes: Uint8Array, name: string): PickleValue {
  try {
    return new Machine(bytes).run()
  } catch (error) {
    if (!(error instanceof BadPickle)) throw error
    throw new Failure('file-format', `"${name}" is no pickle of plain data: ${error.message}.`, { cause: error })
  }
}

class BadPickle extends Error {}

type Instruction = (machine: Machine) => void
type Dict = Map<string, PickleValue>

const mark = Symbol('mark')
type Slot = PickleValue | typeof mark
/** More than anything that stands in such files needs. */
const mostSteps = 1_000_000

class Machine {
  readonly #bytes: Buffer
  #at = 0
  readonly #stack: Slot[] = []
  readonly #memo: PickleValue[] = []

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  run(): PickleValue {
    for (let steps = 0; steps < mostSteps; steps++) {
      const code = this.number(1)
      if (code === opcodes.stop) return this.pop()
      const instruction = instructions.get(code)
      if (!instruction) throw new BadPickle(`instruction 0x${code.toString(16)} at byte ${this.#at - 1} is not allowed`)
      instruction(this)
    }
    throw new BadPickle('it has too many instructions')
  }

  push(value: Slot): void {
    this.#stack.push(value)
  }

  pop(): PickleValue {
    const value = this.#stack.pop()
    if (value === undefined || value === mark) throw new BadPickle('a value is missing')
    return value
  }

  popToMark(): PickleValue[] {
    const from = this.#stack.lastIndexOf(mark)
    if (from < 0) throw new BadPickle('a mark is missing')
    return this.#stack.splice(from).slice(1) as PickleValue[]
  }

  top(): PickleValue {
    const value = this.pop()
    this.push(value)
    return value
  }

  memoize(): void {
    this.#memo.push(this.top())
  }

  recall(index: number): void {
    const value = this.#memo[index]
    if (value === undefined) throw new BadPickle('what it refers to is not there')
    this.push(value)
  }

  number(bytes: 1 | 2 | 4): number {
    return this.#bytes.readUIntLE(this.#take(bytes), bytes)
  }

  signed(bytes: number): number {
    if (bytes > 6) throw new BadPickle('an integer is too large')
    return bytes === 0 ? 0 : this.#bytes.readIntLE(this.#take(bytes), bytes)
  }

  length8(): number {
    return Number(this.#bytes.readBigUInt64LE(this.#take(8)))
  }

  text(length: number): string {
    const begin = this.#take(length)
    return this.#bytes.toString('utf8', begin, begin + length)
  }

  /** Where the next so many bytes begin. */
  #take(bytes: number): number {
    const begin = this.#at
    this.#at += bytes
    if (this.#at > this.#bytes.length) throw new BadPickle('it ends too early')
    return begin
  }
}

const instructions: ReadonlyMap<number, Instruction> = new Map<number, Instruction>([
  [opcodes.protocol, (machine) => void machine.number(1)],
  [opcodes.frame, (machine) => void machine.length8()],
  [opcodes.mark, (machine) => machine.push(mark)],
  [opcodes.memoize, (machine) => machine.memoize()],
  [opcodes.get1, (machine) => machine.recall(machine.number(1))],
  [opcodes.get4, (machine) => machine.recall(machine.number(4))],
  [opcodes.none, (machine) => machine.push(null)],
  [opcodes.true, (machine) => machine.push(true)],
  [opcodes.false, (machine) => machine.push(false)],
  [opcodes.int1, (machine) => machine.push(machine.number(1))],
  [opcodes.int2, (machine) => machine.push(machine.number(2))],
  [opcodes.int4, (machine) => machine.push(machine.signed(4))],
  [opcodes.long1, (machine) => machine.push(machine.signed(machine.number(1)))],
  [opcodes.text1, (machine) => machine.push(machine.text(machine.number(1)))],
  [opcodes.text4, (machine) => machine.push(machine.text(machine.number(4)))],
  [opcodes.text8, (machine) => machine.push(machine.text(machine.length8()))],
  [opcodes.emptyTuple, (machine) => machine.push(new Tuple([]))],
  [opcodes.tuple1, (machine) => pushTuple(machine, 1)],
  [opcodes.tuple2, (machine) => pushTuple(machine, 2)],
  [opcodes.tuple3, (machine) => pushTuple(machine, 3)],
  [opcodes.tuple, (machine) => machine.push(new Tuple(machine.popToMark()))],
  [opcodes.emptyList, (machine) => machine.push([])],
  [opcodes.append, (machine) => extend(machine, [machine.pop()])],
  [opcodes.appends, (machine) => extend(machine, machine.popToMark())],
  [opcodes.emptyDict, (machine) => machine.push(new Map())],
  [opcodes.setItem, (machine) => setItems(machine, [machine.pop(), machine.pop()].reverse())],
  [opcodes.setItems, (machine) => setItems(machine, machine.popToMark())],
])

function pushTuple(machine: Machine, length: number): void {
  machine.push(new Tuple(Array.from({ length }, () => machine.pop()).reverse()))
}

function extend(machine: Machine, items: readonly PickleValue[]): void {
  const list = machine.top()
  if (!Array.isArray(list)) throw new BadPickle('something is put into what is no list')
  ;(list as PickleValue[]).push(...items)
}

function setItems(machine: Machine, items: readonly PickleValue[]): void {
  const map = machine.top()
  if (!(map instanceof Map) || items.length % 2 > 0) throw new BadPickle('something is put into what is no mapping')
  for (let i = 0; i < items.length; i += 2) {
    const key = items[i]
    if (typeof key !== 'string') throw new BadPickle('a key is no text')
    ;(map as Dict).set(key, items[i + 1]!)
  }
}
