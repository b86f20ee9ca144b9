import type { Browser } from 'playwright-core'
import type { Worlds } from './worlds.ts'

/** Something that is measured in a browser, and not beside another program. */
export interface Figure {
  readonly what: string
  readonly wanted: string
}

/** Figures that are measured together. */
export interface FigureGroup {
  /** By which it is asked for. */
  readonly name: string
  readonly figures: readonly Figure[]
  /** For each figure what was measured, in their order. */
  measure(worlds: Worlds, browser: Browser): Promise<readonly string[]>
}

export function figureStart({ what, wanted }: Figure): string {
  return `| ${what} | ${wanted} |`
}

export function milliseconds(time: number): string {
  return time < 1000 ? `${time.toFixed(0)} ms` : `${(time / 1000).toFixed(2)} s`
}
