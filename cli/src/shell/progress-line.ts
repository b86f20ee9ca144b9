import type { Terminal } from './terminal.ts'

/** How far long work has come, as the engine reports it. */
export interface Progress {
  readonly kind: 'progress'
  readonly what: string
  readonly files: number
  readonly bytes: number
  readonly totalFiles?: number
  readonly totalBytes?: number
}

const silentMilliseconds = 500
const betweenMilliseconds = 100

/** One line on standard error that tells how far the work has come. Silent without a terminal and for short work. */
export class ProgressLine {
  readonly #terminal: Terminal
  readonly #isOff: boolean
  #begun: { what: string; at: number } | undefined
  #drawnAt = 0
  #isDrawn = false

  constructor(terminal: Terminal, isQuiet: boolean) {
    this.#terminal = terminal
    this.#isOff = isQuiet || !terminal.errIsTerminal
  }

  listen(event: unknown): void {
    if (this.#isOff || !isProgress(event)) return
    const now = Date.now()
    if (this.#begun?.what !== event.what) this.#begun = { what: event.what, at: now }
    const seconds = (now - this.#begun.at) / 1000
    if (seconds * 1000 < silentMilliseconds || now - this.#drawnAt < betweenMilliseconds) return
    this.#drawnAt = now
    this.#draw(progressText(event, seconds))
  }

  /** Takes the line away while something else is printed. */
  around(print: () => unknown): void {
    this.finish()
    print()
  }

  finish(): void {
    if (this.#isDrawn) this.#terminal.err('\r\x1b[K')
    this.#isDrawn = false
  }

  #draw(text: string): void {
    this.#terminal.err(`\r${text.slice(0, Math.max(20, this.#terminal.columns - 1))}\x1b[K`)
    this.#isDrawn = true
  }
}

/** Count, bytes, rate and the time left, as far as they are known. */
export function progressText(progress: Progress, seconds: number): string {
  const { what, files, bytes, totalFiles, totalBytes } = progress
  const count = totalFiles === undefined ? `${files} files` : `${files} of ${totalFiles} files`
  const rate = seconds > 0 ? bytes / seconds : 0
  const parts = [`${what}: ${count}`, bytesText(bytes), `${bytesText(rate)}/s`]
  const share = totalBytes ? bytes / totalBytes : totalFiles ? files / totalFiles : undefined
  if (share !== undefined && share > 0 && share < 1) parts.push(`${durationText((seconds / share) * (1 - share))} left`)
  return parts.join(', ')
}

/** Bytes with a unit a person reads at a glance; thousands, as disks and networks are sold. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`
}

/** Seconds as a person says them. */
export function durationText(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}

function isProgress(event: unknown): event is Progress {
  return typeof event === 'object' && event !== null && 'kind' in event && event.kind === 'progress'
}
