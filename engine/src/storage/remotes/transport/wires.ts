import type { Exchange } from './exchange.ts'
import type { OpenSocket } from './open-socket.ts'
import { Wire } from './wire.ts'

export interface WiresOptions {
  /** How many connections to have, at most. */
  readonly most: number
  readonly timeout: number
  readonly open: () => Promise<OpenSocket>
}

interface Waiting {
  readonly exchange: Exchange
  readonly target: string
}

/** The connections to one place. They stay open for the next exchange. */
export class Wires {
  readonly #options: WiresOptions
  readonly #all = new Set<Wire>()
  readonly #idle: Wire[] = []
  readonly #waiting: Waiting[] = []
  #opening = 0

  constructor(options: WiresOptions) {
    this.#options = options
  }

  carry(exchange: Exchange, target: string): void {
    const wire = this.#takeIdle()
    if (wire) return wire.carry(exchange, target)
    this.#waiting.push({ exchange, target })
    if (this.#all.size + this.#opening < this.#options.most) void this.#open()
  }

  close(): void {
    for (const wire of this.#all) wire.close()
  }

  /** The one that was used last: the others may be closed by the other side in the meantime. */
  #takeIdle(): Wire | undefined {
    for (let wire = this.#idle.pop(); wire; wire = this.#idle.pop()) {
      if (wire.isOpen) return wire
      wire.close()
    }
    return undefined
  }

  async #open(): Promise<void> {
    this.#opening++
    try {
      const socket = await this.#options.open()
      const wire = new Wire(socket, {
        timeout: this.#options.timeout,
        whenIdle: (idle) => this.#use(idle),
        whenClosed: (closed) => this.#forget(closed),
      })
      this.#all.add(wire)
      this.#use(wire)
    } catch (error) {
      this.#next()?.exchange.fail(error)
    } finally {
      this.#opening--
    }
  }

  #use(wire: Wire): void {
    const next = this.#next()
    if (next) return wire.carry(next.exchange, next.target)
    wire.rest()
    this.#idle.push(wire)
  }

  #next(): Waiting | undefined {
    let next = this.#waiting.shift()
    while (next?.exchange.isOver) next = this.#waiting.shift()
    return next
  }

  /** Its place may be wanted by one that waits. */
  #forget(wire: Wire): void {
    this.#all.delete(wire)
    const place = this.#idle.indexOf(wire)
    if (place >= 0) this.#idle.splice(place, 1)
    if (this.#waiting.length > 0 && this.#all.size + this.#opening < this.#options.most) void this.#open()
  }
}
