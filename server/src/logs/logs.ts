import { LogLines } from './log-lines.ts'

const mostKept = 8

/** Logs that somebody looks at. */
export class Logs {
  readonly #kept = new Map<string, LogLines>()

  at(file: string): LogLines {
    const known = this.#kept.get(file) ?? new LogLines(file)
    this.#kept.delete(file)
    this.#kept.set(file, known)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > mostKept) this.#kept.delete(oldest!)
    return known
  }
}
