import { Budget } from './budget.ts'
import { type Field, PacketCutter, PacketReader, packetTypes, renderPacket } from './sftp-packets.ts'
import { SftpRefusal, statuses } from './sftp-refusal.ts'
import type { SshAddress } from './ssh-address.ts'
import { SshConnection } from './ssh-connection.ts'
import { ConnectionLost, notSftp } from './ssh-failures.ts'
import type { SshProgram } from './ssh-program.ts'

interface Waiting {
  readonly resolve: (answer: PacketReader) => void
  readonly reject: (error: Error) => void
}

const protocolVersion = 3
/** No request has it: their numbers count up from 0. */
const versionId = -1
/** More than ssh keeps on its way by itself; all of it may have to lie in memory. */
const bytesOnTheWay = 8 << 20
/** What every server takes at once. */
const smallPiece = 32 << 10
const largestPiece = 255 << 10
/** Some systems let a program have 256 files open, of which it needs some for itself. */
const fewOpen = 200
const mostOpen = 1000
const limitsExtension = 'limits@openssh.com'

/** The file service of another machine, spoken to through ssh: many requests on their way at once over one connection. */
export class SftpSession {
  /** Bytes of content that are on their way. */
  readonly traffic = new Budget(bytesOnTheWay)
  readonly #address: SshAddress
  readonly #connection: SshConnection
  readonly #waiting = new Map<number, Waiting>()
  readonly #cutter = new PacketCutter()
  readonly #extensions = new Set<string>()
  #outgoing: Buffer[] = []
  #nextId = 0
  #why: Error | undefined
  #pieceBytes = smallPiece
  #openThere = new Budget(fewOpen)

  private constructor(address: SshAddress, program: SshProgram) {
    this.#address = address
    this.#connection = new SshConnection(address, program, {
      receive: (piece) => this.#receive(piece),
      lose: (why) => this.#lose(why),
    })
  }

  /** Connects. A `Failure` if the machine cannot be reached or does not let us in. */
  static async open(address: SshAddress, program: SshProgram): Promise<SftpSession> {
    try {
      const session = new SftpSession(address, program)
      await session.#greet()
      return session
    } finally {
      program.done()
    }
  }

  get isLost(): boolean {
    return this.#connection.isLost
  }

  /** How much of a file a request can carry. */
  get pieceBytes(): number {
    return this.#pieceBytes
  }

  /** Files and folders that are open there. */
  get openThere(): Budget {
    return this.#openThere
  }

  knows(extension: string): boolean {
    return this.#extensions.has(extension)
  }

  /** The answer to a request; an `SftpRefusal` if it says that something failed. */
  async ask(type: number, ...fields: readonly Field[]): Promise<PacketReader> {
    const id = this.#nextId++
    const answer = await this.#send(id, type, [id, ...fields])
    if (answer.type !== packetTypes.status) return answer
    const status = answer.number()
    if (status === statuses.done) return answer
    throw new SftpRefusal(status, answer.isAtEnd ? '' : answer.text())
  }

  close(): void {
    this.#connection.lose(new ConnectionLost('closed'))
  }

  async #greet(): Promise<void> {
    const version = await this.#send(versionId, packetTypes.init, [protocolVersion])
    while (!version.isAtEnd) {
      this.#extensions.add(version.text())
      version.bytes()
    }
    if (!this.knows(limitsExtension)) return
    const limits = await this.ask(packetTypes.extended, limitsExtension)
    const [, read = 0, write = 0, open = 0] = Array.from({ length: 4 }, () => limits.long())
    this.#pieceBytes = Math.max(smallPiece, Math.min(read, write, largestPiece))
    // None stands for no limit.
    this.#openThere = new Budget(open === 0 ? mostOpen : Math.min(open, mostOpen))
  }

  /** What is asked in one turn goes out in one piece. */
  #send(id: number, type: number, fields: readonly Field[]): Promise<PacketReader> {
    if (this.#why) return Promise.reject(this.#why)
    if (this.#waiting.size === 0) this.#connection.keepAlive(true)
    if (this.#outgoing.length === 0) process.nextTick(() => this.#flush())
    this.#outgoing.push(renderPacket(type, fields))
    return new Promise((resolve, reject) => void this.#waiting.set(id, { resolve, reject }))
  }

  #flush(): void {
    const packets = this.#outgoing
    this.#outgoing = []
    this.#connection.send(packets.length === 1 ? packets[0]! : Buffer.concat(packets))
  }

  #receive(piece: Buffer): void {
    try {
      for (const packet of this.#cutter.cut(piece)) this.#answer(new PacketReader(packet))
    } catch (error) {
      this.#connection.lose(notSftp(this.#address, error))
    }
  }

  #answer(reader: PacketReader): void {
    const number = reader.number()
    const id = reader.type === packetTypes.version ? versionId : number
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (this.#waiting.size === 0) this.#connection.keepAlive(false)
    waiting?.resolve(reader)
  }

  #lose(why: Error): void {
    this.#why = why
    for (const { reject } of this.#waiting.values()) reject(why)
    this.#waiting.clear()
  }
}
