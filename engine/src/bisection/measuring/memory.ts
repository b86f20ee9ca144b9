import { type AbsolutePath, absolutePath, systemErrorCode } from '../../foundation/base/index.ts'
import { checkedLine, readSoundLines } from '../../foundation/formats/index.ts'
import type { FileSystem } from '../../foundation/system/index.ts'

interface Line {
  readonly metric: string
  readonly variant: string
  readonly value: number
  /** One of several that may differ, because each was run anew. */
  readonly isSample?: boolean
}

type Files = Pick<FileSystem, 'readText' | 'append'>

/**
 * What was measured before, by metric and variant: a file of lines with checksums that is only appended to, so that whoever is killed loses
 * the measurement he was at. Nothing else is lost with it than time.
 */
export class Memory {
  readonly #files: Files
  readonly #place: AbsolutePath
  readonly #metric: string
  #lines: Line[] | undefined
  /** What ends a line that somebody was killed at. */
  #gap = ''

  constructor(files: Files, sharedState: AbsolutePath, metric: string) {
    this.#files = files
    this.#place = absolutePath(sharedState, 'bisect')
    this.#metric = metric
  }

  value(variant: string): number | undefined {
    return this.#read().findLast((line) => line.variant === variant && !line.isSample)?.value
  }

  /** What was measured when it was run anew, in that order. */
  samples(variant: string): number[] {
    return this.#read().flatMap((line) => (line.variant === variant && line.isSample ? [line.value] : []))
  }

  /** That it cannot be written is no failure: it is measured again next time. */
  add(line: Omit<Line, 'metric'>): void {
    const whole = { metric: this.#metric, ...line }
    this.#read().push(whole)
    const gap = this.#gap
    this.#gap = ''
    try {
      this.#files.append(this.#place, `${gap}${checkedLine(whole)}`)
    } catch (error) {
      if (systemErrorCode(error) === undefined) throw error
    }
  }

  /** A line that was being written when somebody was killed spoils none before or after it. */
  #read(): Line[] {
    if (this.#lines) return this.#lines
    const { values, gap } = readSoundLines(this.#files.readText(this.#place) ?? '')
    this.#gap = gap
    this.#lines = values.filter(isLine).filter(({ metric }) => metric === this.#metric)
    return this.#lines
  }
}

function isLine(value: object): value is Line {
  const { metric, variant, value: measured } = value as Partial<Line>
  return typeof metric === 'string' && typeof variant === 'string' && typeof measured === 'number'
}
