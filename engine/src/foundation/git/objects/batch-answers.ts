import type { GitObject } from './git-object.ts'

/** What `git cat-file` says of one name: the object, or that there is none. */
export interface BatchAnswer {
  readonly object: GitObject | undefined
}

/** Cuts what `git cat-file --batch` writes into answers: `id type bytes`, the content and a line end, or one line for what is missing. */
export class BatchAnswers {
  #chunks: Buffer[] = []
  #bytes = 0
  /** As long as less has come, nothing can be said. */
  #wanted = 1

  add(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#bytes += chunk.length
  }

  /** The next answer, if it has come whole. */
  take(): BatchAnswer | undefined {
    if (this.#bytes < this.#wanted) return undefined
    const all = this.#joined()
    const lineEnd = all.indexOf(newLine)
    if (lineEnd < 0) return this.#wait(all.length + 1)
    const found = /^([0-9a-f]{40,64}) (blob|tree|commit|tag) (\d+)$/.exec(all.toString('latin1', 0, lineEnd))
    if (!found) return this.#answered(all, lineEnd + 1, undefined)
    const [start, end] = [lineEnd + 1, lineEnd + 1 + Number(found[3])]
    if (all.length < end + 1) return this.#wait(end + 1)
    const bytes = Buffer.from(all.subarray(start, end))
    return this.#answered(all, end + 1, { id: found[1]!, type: found[2] as GitObject['type'], bytes })
  }

  #joined(): Buffer {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks, this.#bytes)]
    return this.#chunks[0]!
  }

  #wait(bytes: number): undefined {
    this.#wanted = bytes
    return undefined
  }

  #answered(all: Buffer, end: number, object: GitObject | undefined): BatchAnswer {
    this.#chunks = [all.subarray(end)]
    this.#bytes = all.length - end
    this.#wanted = 1
    return { object }
  }
}

const newLine = 10
