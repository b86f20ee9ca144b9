import { createHash } from 'node:crypto'

const lettersOfName = 20

/** Files that are called by their content, so that what a browser keeps of an older export is never taken for this one. */
export class NamedFiles {
  readonly #contents = new Map<string, string>()

  /** Takes a value, and tells what its file is called. */
  add(value: unknown): string {
    const content = JSON.stringify(value)
    const name = `${createHash('sha256').update(content).digest('hex').slice(0, lettersOfName)}.json`
    this.#contents.set(name, content)
    return name
  }

  all(): ReadonlyMap<string, string> {
    return this.#contents
  }
}
