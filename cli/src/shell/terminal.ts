import { styleText } from 'node:util'

export type Paint = 'red' | 'yellow' | 'green' | 'cyan' | 'dim' | 'bold'

/** Where a command's words come from and its lines go. */
export interface Terminal {
  readonly workingDirectory: string
  readonly isTerminal: boolean
  readonly errIsTerminal: boolean
  readonly columns: number
  out(text: string): void
  err(text: string): void
  /** The text in colour, if standard error is a terminal that wants colour. */
  paint(colour: Paint, text: string): string
  onInterrupt(interrupted: () => void): { close(): void }
}

const usualColumns = 80

/** The terminal, pipe or file that this process is connected to. */
export function processTerminal(): Terminal {
  const { stdout, stderr } = process
  const wantsColour = stderr.isTTY === true && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb'
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(141)
    throw error
  })
  return {
    workingDirectory: process.cwd(),
    isTerminal: stdout.isTTY === true,
    errIsTerminal: stderr.isTTY === true,
    columns: stdout.columns ?? usualColumns,
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
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
