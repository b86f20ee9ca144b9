/** What a packet is, by the number that SFTP 3 gives it. */
export const packetTypes = {
  init: 1,
  version: 2,
  open: 3,
  close: 4,
  read: 5,
  write: 6,
  fstat: 8,
  opendir: 11,
  readdir: 12,
  remove: 13,
  mkdir: 14,
  stat: 17,
  rename: 18,
  status: 101,
  extended: 200,
} as const

/** A number is 32 bits, a bigint 64; text and bytes have their length before them. */
export type Field = number | bigint | string | Uint8Array

export function renderPacket(type: number, fields: readonly Field[]): Buffer {
  const length = fields.reduce<number>((sum, field) => sum + lengthOf(field), 1)
  const packet = Buffer.allocUnsafe(4 + length)
  packet.writeUInt32BE(length, 0)
  packet.writeUInt8(type, 4)
  let at = 5
  for (const field of fields) at = put(packet, at, field)
  return packet
}

function lengthOf(field: Field): number {
  if (typeof field === 'number') return 4
  if (typeof field === 'bigint') return 8
  return 4 + (typeof field === 'string' ? Buffer.byteLength(field) : field.length)
}

function put(packet: Buffer, at: number, field: Field): number {
  if (typeof field === 'number') return packet.writeUInt32BE(field, at)
  if (typeof field === 'bigint') return packet.writeBigUInt64BE(field, at)
  const begin = packet.writeUInt32BE(lengthOf(field) - 4, at)
  if (typeof field === 'string') return begin + packet.write(field, begin)
  packet.set(field, begin)
  return begin + field.length
}

/** Reads the fields of a packet one after the other; a `RangeError` where it is shorter than they are. */
export class PacketReader {
  readonly type: number
  readonly #packet: Buffer
  #at = 1

  /** `packet` without the length before it. */
  constructor(packet: Buffer) {
    this.#packet = packet
    this.type = packet.readUInt8(0)
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#packet.length
  }

  number(): number {
    this.#at += 4
    return this.#packet.readUInt32BE(this.#at - 4)
  }

  long(): number {
    this.#at += 8
    return Number(this.#packet.readBigUInt64BE(this.#at - 8))
  }

  bytes(): Buffer {
    const length = this.number()
    if (length > this.#packet.length - this.#at) throw new RangeError('a field is longer than its packet')
    this.#at += length
    return this.#packet.subarray(this.#at - length, this.#at)
  }

  text(): string {
    return this.bytes().toString()
  }
}

/** Longer packets than any server sends: what arrives is something else. */
const longestPacket = 16 << 20

/** Cuts what arrives into packets. */
export class PacketCutter {
  #pieces: Buffer[] = []
  #length = 0

  /** The packets that are whole now, each without its length. A `RangeError` if these cannot be packets. */
  cut(piece: Buffer): Buffer[] {
    this.#pieces.push(piece)
    this.#length += piece.length
    const packets: Buffer[] = []
    while (this.#length >= 4 && this.#length >= this.#wanted()) packets.push(this.#shift(this.#wanted()))
    return packets
  }

  #wanted(): number {
    if (this.#pieces[0]!.length < 4) this.#pieces = [Buffer.concat(this.#pieces)]
    const length = this.#pieces[0]!.readUInt32BE(0)
    if (length === 0 || length > longestPacket) throw new RangeError('no packet has this length')
    return 4 + length
  }

  #shift(end: number): Buffer {
    const all = this.#pieces.length === 1 ? this.#pieces[0]! : Buffer.concat(this.#pieces)
    this.#pieces = end === all.length ? [] : [all.subarray(end)]
    this.#length -= end
    return all.subarray(4, end)
  }
}
