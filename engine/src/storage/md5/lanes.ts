import { kernelModule } from './kernel-code.ts'
import { md5Hex } from './md5-bytes.ts'
import { type CompiledModule, webAssembly } from './webassembly.ts'

type Kernel = (states: number, pointers: number, blocks: number) => void

/** Memory map of a kernel: states, pointers, then room for messages. */
const statesAt = 0
const pointersAt = 1024
export const messagesAt = 4096
const pageBytes = 65_536
export const blockBytes = 64
/** The padding of a message: a byte 0x80, zeros to the end of a block, and the length in bits as 64 bits. */
export const maxPaddingBytes = 1 + 8 + blockBytes
/** What the kernel may read behind the last message, where an idle lane follows a busy one. */
const slackBytes = 2 * blockBytes

const initialState = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const modules = new Map<number, CompiledModule>()
let worksHere: boolean | undefined

/** Whether this engine runs the SIMD kernel and it computes MD5; tried once, when first asked. */
export function hasSimd(): boolean {
  worksHere ??= passesSelfTest()
  return worksHere
}

/** 4 or 8 messages that are hashed side by side, in memory of their own. Lanes move on together by the shortest step. */
export class Lanes {
  readonly count: number
  readonly bytes: Uint8Array
  readonly #kernel: Kernel
  readonly #states: Int32Array
  readonly #pointers: Int32Array
  readonly #blocksLeft: Int32Array
  readonly #view: DataView

  constructor(groups: 1 | 2, messageBytes: number) {
    this.count = 4 * groups
    const memory = new webAssembly.Memory({ initial: Math.ceil((messagesAt + messageBytes + slackBytes) / pageBytes) })
    this.#kernel = instantiate(groups, memory)
    this.bytes = new Uint8Array(memory.buffer)
    this.#view = new DataView(memory.buffer)
    this.#states = new Int32Array(memory.buffer, statesAt, 4 * this.count)
    this.#pointers = new Int32Array(memory.buffer, pointersAt, this.count).fill(messagesAt)
    this.#blocksLeft = new Int32Array(this.count)
  }

  begin(lane: number): void {
    for (let word = 0; word < 4; word++) this.#states[this.#stateAt(lane) + 4 * word] = initialState[word]!
  }

  /** Gives the lane its next bytes to take in. */
  feed(lane: number, address: number, blocks: number): void {
    this.#pointers[lane] = address
    this.#blocksLeft[lane] = blocks
  }

  isBusy(lane: number): boolean {
    return this.#blocksLeft[lane]! > 0
  }

  /** Hashes until at least one busy lane has taken in all it was given. */
  advance(): void {
    const left = this.#blocksLeft
    let step = 0x7fffffff
    let busy = 0
    for (let lane = 0; lane < this.count; lane++) {
      if (left[lane] === 0 || left[lane]! >= step) continue
      step = left[lane]!
      busy = this.#pointers[lane]!
    }
    for (let lane = 0; lane < this.count; lane++) if (left[lane] === 0) this.#pointers[lane] = busy
    this.#kernel(statesAt, pointersAt, step)
    for (let lane = 0; lane < this.count; lane++) this.#moveOn(lane, step)
  }

  /** Writes the padding behind the last `length` bytes of a message at `address`; returns the number of blocks with it. */
  pad(address: number, length: number, messageBytes: number): number {
    const blocks = Math.ceil((length + 9) / blockBytes)
    const end = address + blocks * blockBytes
    this.bytes[address + length] = 0x80
    this.bytes.fill(0, address + length + 1, end - 8)
    this.#view.setUint32(end - 8, (messageBytes * 8) >>> 0, true)
    this.#view.setUint32(end - 4, Math.floor(messageBytes / 2 ** 29), true)
    return blocks
  }

  /** The hash of a lane whose padded message is taken in. */
  digest(lane: number): string {
    let hex = ''
    for (let word = 0; word < 4; word++) {
      const bits = this.#states[this.#stateAt(lane) + 4 * word]!
      for (let shift = 0; shift < 32; shift += 8) hex += hexOfByte[(bits >>> shift) & 0xff]!
    }
    return hex
  }

  #stateAt(lane: number): number {
    return (lane >> 2) * 16 + (lane & 3)
  }

  #moveOn(lane: number, step: number): void {
    if (this.#blocksLeft[lane] === 0) return
    this.#blocksLeft[lane]! -= step
    this.#pointers[lane]! += step * blockBytes
  }
}

function instantiate(groups: 1 | 2, memory: { readonly buffer: ArrayBuffer }): Kernel {
  const module = modules.get(groups) ?? new webAssembly.Module(kernelModule(groups))
  modules.set(groups, module)
  return new webAssembly.Instance(module, { m: { m: memory } }).exports.run as Kernel
}

function passesSelfTest(): boolean {
  try {
    return ([1, 2] as const).every((groups) => {
      const lanes = new Lanes(groups, pageBytes)
      const text = Buffer.from(
        'The quick brown fox jumps over the lazy dog, and then it does so once again, until sunset.',
      )
      for (let lane = 0; lane < lanes.count; lane++) {
        const address = messagesAt + 256 * lane
        lanes.bytes.set(text.subarray(lane), address)
        lanes.begin(lane)
        lanes.feed(lane, address, lanes.pad(address, text.length - lane, text.length - lane))
      }
      while (lanes.isBusy(0)) lanes.advance()
      return Array.from({ length: lanes.count }, (_, lane) => lanes.digest(lane) === md5Hex(text.subarray(lane))).every(
        Boolean,
      )
    })
  } catch {
    return false
  }
}
