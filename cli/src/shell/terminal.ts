import { styleText } from 'node:util'
import { exitCodes } from './exit-codes.ts'
import { standardStream } from './standard-stream.ts'

export type Paint = 'red' | 'yellow' | 'green' | 'cyan' | 'dim' | 'bold'

/** Where a command's words come from and its lines go. */
export interface Terminal {
  readonly workingDirectory: string
  readonly isTerminal: boolean
  readonly errIsTerminal: boolean
  readonly columns: number
  out(text: string): void
  err(text: string): void
  write(stream: 'stdout' | 'stderr', bytes: Uint8Array): void
  /** The text in colour, if standard error is a terminal that wants colour. */
  paint(colour: Paint, text: string): string
  onInterrupt(interrupted: () => void): { close(): void }
}

const usualColumns = 80

/** The terminal, pipe or file that this process is connected to. */
export function processTerminal(): Terminal {
  const [out, err] = [standardStream(1), standardStream(2)]
  const wantsColour = err.isTerminal && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb'
  return {
    workingDirectory: process.cwd(),
    isTerminal: out.isTerminal,
    errIsTerminal: err.isTerminal,
    columns: out.columns ?? usualColumns,
    out: (text) => out.write(text),
    err: (text) => err.write(text),
    write: (stream, bytes) => (stream === 'stdout' ? out : err).write(bytes),
    paint: (colour, text) => (wantsColour ? styleText(colour, text, { validateStream: false }) : text),
    onInterrupt,
  }
}

/** Programs between the terminal and this one pass an interrupt on that has arrived here already: that is no second one. */
const secondInterruptMilliseconds = 500

/** Whoever interrupts twice does not want to wait for what ends in its own time; what stages have started ends with us. */
function onInterrupt(interrupted: () => void): { close(): void } {
  let first: number | undefined
  const interrupt = () => {
    const now = performance.now()
    if (first !== undefined && now - first > secondInterruptMilliseconds) process.exit(exitCodes.interrupted)
    first ??= now
    interrupted()
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  return {
    close() {
      process.off('SIGINT', interrupt)
      process.off('SIGTERM', interrupt)
    },
  }
}
