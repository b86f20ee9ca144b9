import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import type { SshAddress } from './ssh-address.ts'
import { explainSsh, noSsh } from './ssh-failures.ts'
import type { SshProgram } from './ssh-program.ts'

interface Listener {
  receive(piece: Buffer): void
  /** Once, with the reason; nothing more is received then. */
  lose(why: Error): void
}

const keptPrinted = 4000
const millisecondsForLastWords = 500

/** A running ssh. It ends with this program, or when there is nothing more to send. */
export class SshConnection {
  readonly #child: ChildProcessWithoutNullStreams
  readonly #lose: Listener['lose']
  #printed = ''
  #isLost = false

  constructor(address: SshAddress, { words, variables }: SshProgram, { receive, lose }: Listener) {
    this.#lose = lose
    this.#child = spawn('ssh', words, { env: variables as NodeJS.ProcessEnv, stdio: 'pipe', windowsHide: true })
    const ended = () => this.lose(explainSsh(this.#printed, address))
    this.#child.on('error', (error) => this.lose(noSsh(address, error)))
    // What runs on behind ssh may hold its output open for ever.
    this.#child.on('exit', () => setTimeout(ended, millisecondsForLastWords).unref())
    this.#child.on('close', ended)
    this.#child.stderr.on('data', (piece: Buffer) => (this.#printed = (this.#printed + piece).slice(-keptPrinted)))
    this.#child.stdout.on('data', (piece: Buffer) => void (this.#isLost || receive(piece)))
    this.#child.stdin.on('error', () => undefined)
  }

  get isLost(): boolean {
    return this.#isLost
  }

  send(bytes: Uint8Array): void {
    this.#child.stdin.write(bytes)
  }

  /** Ends it for a reason, unless it has ended already. */
  lose(why: Error): void {
    if (this.#isLost) return
    this.#isLost = true
    this.#child.stdin.end()
    this.keepAlive(false)
    this.#lose(why)
  }

  /** Whether this program waits for something from there, and must not end before. */
  keepAlive(isNeeded: boolean): void {
    const { stdin, stdout, stderr } = this.#child
    const word = isNeeded ? 'ref' : 'unref'
    for (const held of [this.#child, stdin, stdout, stderr] as readonly { ref?(): void; unref?(): void }[])
      held[word]?.()
  }
}
