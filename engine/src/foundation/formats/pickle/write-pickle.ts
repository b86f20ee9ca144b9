import { opcodes } from './opcodes.ts'
import { type PickleValue, Tuple } from './pickle-value.ts'

const protocol = 4
/** Python leaves out frames around less. */
const shortestFrame = 4
const [byteLimit, pairLimit, signedLimit] = [2 ** 8, 2 ** 16, 2 ** 31]

/** A pickle of protocol 4, as Python writes it where no two values are one. Integers of up to 32 bits. */
export function writePickle(value: PickleValue): Uint8Array {
  const program = Buffer.concat([...partsOf(value), Buffer.of(opcodes.stop)])
  if (program.length < shortestFrame) return Buffer.concat([Buffer.of(opcodes.protocol, protocol), program])
  const size = Buffer.alloc(8)
  size.writeBigUInt64LE(BigInt(program.length))
  return Buffer.concat([Buffer.of(opcodes.protocol, protocol, opcodes.frame), size, program])
}

function partsOf(value: PickleValue): Buffer[] {
  if (value === null) return [Buffer.of(opcodes.none)]
  if (typeof value === 'boolean') return [Buffer.of(value ? opcodes.true : opcodes.false)]
  if (typeof value === 'number') return [integer(value)]
  if (typeof value === 'string') return [text(value), memoize]
  if (value instanceof Tuple) return tuple(value.items)
  return value instanceof Map ? mapping(value) : list(value as readonly PickleValue[])
}

const memoize = Buffer.of(opcodes.memoize)

function integer(value: number): Buffer {
  if (value >= 0 && value < byteLimit) return Buffer.of(opcodes.int1, value)
  const small = value >= 0 && value < pairLimit
  if (!Number.isInteger(value) || value < -signedLimit || value >= signedLimit)
    throw new RangeError(`${value} is no integer of 32 bits.`)
  const bytes = Buffer.alloc(small ? 3 : 5)
  bytes[0] = small ? opcodes.int2 : opcodes.int4
  if (small) bytes.writeUInt16LE(value, 1)
  else bytes.writeInt32LE(value, 1)
  return bytes
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value)
  if (bytes.length < byteLimit) return Buffer.concat([Buffer.of(opcodes.text1, bytes.length), bytes])
  const head = Buffer.alloc(5)
  head[0] = opcodes.text4
  head.writeUInt32LE(bytes.length, 1)
  return Buffer.concat([head, bytes])
}

function tuple(items: readonly PickleValue[]): Buffer[] {
  const short = [opcodes.emptyTuple, opcodes.tuple1, opcodes.tuple2, opcodes.tuple3][items.length]
  const parts = items.flatMap(partsOf)
  if (items.length === 0) return [Buffer.of(opcodes.emptyTuple)]
  if (short !== undefined) return [...parts, Buffer.of(short), memoize]
  return [Buffer.of(opcodes.mark), ...parts, Buffer.of(opcodes.tuple), memoize]
}

function list(items: readonly PickleValue[]): Buffer[] {
  const single = items.length === 1 ? opcodes.append : undefined
  return container(opcodes.emptyList, items.flatMap(partsOf), { many: opcodes.appends, single })
}

function mapping(map: ReadonlyMap<string, PickleValue>): Buffer[] {
  const single = map.size === 1 ? opcodes.setItem : undefined
  return container(opcodes.emptyDict, [...map].flat().flatMap(partsOf), { many: opcodes.setItems, single })
}

function container(
  empty: number,
  parts: readonly Buffer[],
  { many, single }: { readonly many: number; readonly single: number | undefined },
): Buffer[] {
  const begin = [Buffer.of(empty), memoize]
  if (parts.length === 0) return begin
  if (single !== undefined) return [...begin, ...parts, Buffer.of(single)]
  return [...begin, Buffer.of(opcodes.mark), ...parts, Buffer.of(many)]
}
