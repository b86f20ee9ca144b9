import { crc32 } from 'node:zlib'
import { type AbsolutePath, systemErrorCode } from '../../foundation/base/index.ts'
import type { KnownRefs, RefDirectory } from '../../foundation/git/index.ts'
import type { FileSystem } from '../../foundation/system/index.ts'
import { readIfReadable } from '../data/read-if-readable.ts'

const firstLine = 'sterna refs 1'
const blank = ' '

/** Fewer files are read faster than what is known of them. */
const worthKnowing = 64

/**
 * What the directories of many refs held: a file of lines with a checksum in the first one. A directory that was touched
 * since is read anew; so is everything if the file is gone or broken.
 */
export class KnownDirectories implements KnownRefs {
  readonly #files: Pick<FileSystem, 'readBytes' | 'writeAtomic'>
  readonly #place: AbsolutePath
  readonly #now: RefDirectory[] = []
  #known: Map<string, RefDirectory> | undefined
  #isNew = false

  constructor(files: Pick<FileSystem, 'readBytes' | 'writeAtomic'>, place: AbsolutePath) {
    this.#files = files
    this.#place = place
  }

  get(name: string, stamp: string): RefDirectory | undefined {
    this.#known ??= this.#read()
    const known = this.#known.get(name)
    if (known?.stamp !== stamp) return undefined
    this.#now.push(known)
    return known
  }

  note(directory: RefDirectory): void {
    if (directory.ids.size < worthKnowing) return
    this.#now.push(directory)
    this.#isNew = true
  }

  /** Writes what is known now, if it is more than before. That it cannot be written is no failure. */
  save(): void {
    if (!this.#isNew) return
    const lines = this.#now.flatMap(({ name, stamp, ids }) => [
      `${name}${blank}${stamp}${blank}${ids.size}`,
      ...[...ids].map(([file, id]) => `${id}${blank}${file}`),
    ])
    const text = lines.join('\n')
    try {
      this.#files.writeAtomic(this.#place, `${firstLine}${blank}${sumOf(text)}\n${text}`)
    } catch (error) {
      if (systemErrorCode(error) === undefined) throw error
    }
  }

  #read(): Map<string, RefDirectory> {
    const text = readIfReadable(this.#files, this.#place).toString('utf8')
    const end = text.indexOf('\n')
    const rest = text.slice(end + 1)
    if (end < 0 || text.slice(0, end) !== `${firstLine}${blank}${sumOf(rest)}`) return new Map()
    return directoriesIn(rest.split('\n'))
  }
}

function directoriesIn(lines: readonly string[]): Map<string, RefDirectory> {
  const found = new Map<string, RefDirectory>()
  for (let at = 0; at < lines.length; ) {
    const [name = '', stamp = '', count = '0'] = lines[at]!.split(blank)
    const ids = new Map<string, string>()
    const end = at + 1 + Number(count)
    for (at++; at < end; at++) {
      const line = lines[at]!
      const blankAt = line.indexOf(blank)
      ids.set(line.slice(blankAt + 1), line.slice(0, blankAt))
    }
    found.set(name, { name, stamp, ids })
  }
  return found
}

function sumOf(text: string): string {
  return crc32(text).toString(16)
}
