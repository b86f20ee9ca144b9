import { styleText } from 'node:util'
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

function onInterrupt(interrupted: () => void): { close(): void } {
  process.on('SIGINT', interrupted)
  process.on('SIGTERM', interrupted)
  return {
    close() {
      process.off('SIGINT', interrupted)
      process.off('SIGTERM', interrupted)
    },
  }
}
