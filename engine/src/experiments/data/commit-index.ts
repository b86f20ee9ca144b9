import type { AbsolutePath } from '../../foundation/base/index.ts'
import { systemErrorCode } from '../../foundation/base/index.ts'
import type { FileSystem } from '../../foundation/system/index.ts'
import { commitStart, parseCommitLine, renderCommitLine } from './commit-line.ts'
import { readIfReadable } from './read-if-readable.ts'
import type { CommitData } from './revision-data.ts'

/** Grows when lines mean something else than before: an index of another sort is made anew. */
const firstLine = 'sterna commits 1\n'
const lineEnd = 0x0a
/** Characters of lines that are kept until they are written. */
const mostAdded = 4_000_000
const tab = 0x09

type Files = Pick<FileSystem, 'readBytes' | 'append' | 'writeAtomic'>

/** Where the lines of commits begin and end in what was read. */
type Place = readonly [start: number, end: number]

/**
 * What is known of commits that were read before: one file of lines, each with a checksum, that is only appended to. Two
 * programs may append at once: each appends in one piece, of two lines of one commit the later one counts, and a broken one
 * is passed over and its commit read anew. The file may be deleted at any time.
 */
export class CommitIndex {
  readonly #files: Files
  readonly #place: AbsolutePath
  /** Lines that are not written yet. */
  readonly #added: string[] = []
  #addedCharacters = 0
  /** Whether it has written to the file. */
  #isBegun = false
  #bytes: Buffer = Buffer.alloc(0)
  #lines: Map<string, Place> | undefined
  #spoilt = 0

  constructor(files: Files, place: AbsolutePath) {
    this.#files = files
    this.#place = place
  }

  /** What is known of a commit. */
  get(commit: string): CommitData | undefined {
    const place = this.#read().get(commit)
    if (!place) return undefined
    const data = parseCommitLine(this.#bytes.subarray(...place))
    if (data?.commit === commit) return data
    this.#spoilt++
    this.#read().delete(commit)
    return undefined
  }

  /** Remembers a commit; written when there are many, or by `save`. */
  add(data: CommitData): void {
    const line = `${renderCommitLine(data)}\n`
    this.#added.push(line)
    this.#addedCharacters += line.length
    if (this.#addedCharacters > mostAdded) this.save()
  }

  /** Appends what was added. That it cannot be written is no failure: it is read again next time. */
  save(): void {
    if (this.#added.length === 0) return
    try {
      this.#write(this.#added.join(''))
      this.#isBegun = true
    } catch (error) {
      if (systemErrorCode(error) === undefined) throw error
    }
    this.#added.length = 0
    this.#addedCharacters = 0
  }

  #write(lines: string): void {
    const known = this.#read()
    if (this.#isBegun) return this.#files.append(this.#place, lines)
    if (this.#isForeign() || this.#spoilt > known.size) return this.#writeAnew(lines)
    const isEnded = this.#bytes.length === 0 || this.#bytes.at(-1) === lineEnd
    const start = this.#bytes.length === 0 ? firstLine : isEnded ? '' : '\n'
    this.#files.append(this.#place, `${start}${lines}`)
  }

  /** Only the lines that are good, and each commit once. */
  #writeAnew(lines: string): void {
    const kept = [...this.#read().values()].map(([start, end]) => this.#bytes.subarray(start, end))
    const good = kept.filter((line) => parseCommitLine(line)).map((line) => `${line.toString('latin1')}\n`)
    this.#files.writeAtomic(this.#place, `${firstLine}${good.join('')}${lines}`)
  }

  #isForeign(): boolean {
    return this.#bytes.length > 0 && this.#bytes.toString('latin1', 0, firstLine.length) !== firstLine
  }

  #read(): Map<string, Place> {
    if (this.#lines) return this.#lines
    this.#lines = new Map()
    this.#bytes = readIfReadable(this.#files, this.#place)
    if (this.#bytes.length > 0 && !this.#isForeign()) this.#findLines(this.#lines)
    return this.#lines
  }

  #findLines(lines: Map<string, Place>): void {
    const bytes = this.#bytes
    for (let start = firstLine.length; start < bytes.length; ) {
      const end = bytes.indexOf(lineEnd, start)
      if (end < 0) break
      const idEnd = bytes.indexOf(tab, start + commitStart)
      const commit = bytes.toString('latin1', start + commitStart, idEnd)
      const isLine = idEnd >= 0 && idEnd < end
      if (!isLine || lines.has(commit)) this.#spoilt++
      if (isLine) lines.set(commit, [start, end])
      start = end + 1
    }
  }
}
