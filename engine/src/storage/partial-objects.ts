import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { allowFailure, systemErrorCode } from '../foundation/base/index.ts'
import { realProcesses } from '../foundation/system/index.ts'
import { fingerprint } from './fingerprint.ts'
import type { LocalObjects } from './local-objects.ts'
import { namesIn } from './local-store.ts'
import type { ContentHash } from './object-store.ts'
import { PartialObject } from './partial-object.ts'
import { StoreDirectories } from './store-directories.ts'
import { temporaryName } from './temporary-name.ts'

/** Of two characters and with temporary names in it, so that every `gc` sweeps it, DVC's as well. */
const directoryName = 'in'
/** Longer than anybody waits for the next piece of an object. */
const silentMilliseconds = 10 * 60_000
const writable = 0o644
const writableByGroup = 0o664

const known = new WeakMap<LocalObjects, PartialObjects>()

/** Those of a directory of objects. */
export function partialsOf(objects: LocalObjects): PartialObjects {
  const partials = known.get(objects) ?? new PartialObjects(objects)
  known.set(objects, partials)
  return partials
}

/**
 * The parts of large objects that have arrived. Each is called after its object, and while it grows also after the machine
 * and the process that writes it: `HASH.MACHINE-PROCESS.….tmp`. Whoever wants to go on with one gives it a name of his own;
 * by that two who want the same one do not write the same file.
 */
class PartialObjects {
  readonly #objects: LocalObjects
  readonly #directory: string
  readonly #own = `${fingerprint(os.hostname())}-${process.pid}`
  #left: ReadonlyMap<ContentHash, readonly string[]> | undefined

  constructor(objects: LocalObjects) {
    this.#objects = objects
    this.#directory = `${objects.place.directory}${path.sep}${directoryName}`
  }

  /** A new one. */
  begin(hash: ContentHash): PartialObject {
    new StoreDirectories({ isShared: this.#objects.place.shared }).make(this.#directory)
    const file = this.#ownName(hash)
    return new PartialObject(this.#objects, file, fs.openSync(file, 'wx+', this.#mode))
  }

  /** The largest one that nobody works on; the others of this object go. Undefined if there is none, or somebody was faster. */
  takeOver(hash: ContentHash): PartialObject | undefined {
    const abandoned = this.#filesOf(hash).filter((file) => this.#isAbandoned(file))
    const [largest, ...others] = abandoned.sort((a, b) => sizeOf(b) - sizeOf(a))
    for (const other of others) allowFailure(() => fs.rmSync(other, { force: true }))
    return largest === undefined ? undefined : this.#open(largest, this.#ownName(hash))
  }

  /** The name of what is left to whoever comes next. */
  leftName(hash: ContentHash): string {
    return `${this.#directory}${path.sep}${hash}.tmp`
  }

  get #mode(): number {
    return this.#objects.place.shared ? writableByGroup : writable
  }

  #ownName(hash: ContentHash): string {
    return `${this.#directory}${path.sep}${hash}.${this.#own}${temporaryName()}`
  }

  /** Listed once: who transfers a hundred thousand objects does not look for each. */
  #filesOf(hash: ContentHash): string[] {
    this.#left ??= namesByHash(this.#directory)
    return (this.#left.get(hash) ?? []).map((name) => `${this.#directory}${path.sep}${name}`)
  }

  #isAbandoned(file: string): boolean {
    const [, machine, processId] = /\.([0-9a-f]{16})-(\d+)\./.exec(path.basename(file)) ?? []
    if (machine === undefined) return true
    if (machine === fingerprint(os.hostname()) && !realProcesses.isAlive(Number(processId))) return true
    const stats = fs.statSync(file, { throwIfNoEntry: false })
    return stats !== undefined && stats.mtimeMs < Date.now() - silentMilliseconds
  }

  #open(file: string, own: string): PartialObject | undefined {
    try {
      fs.renameSync(file, own)
      return new PartialObject(this.#objects, own, fs.openSync(own, 'r+'))
    } catch (error) {
      if (['ENOENT', 'EACCES', 'EPERM'].includes(systemErrorCode(error) ?? '')) return undefined
      throw error
    }
  }
}

function namesByHash(directory: string): Map<ContentHash, string[]> {
  const names = new Map<ContentHash, string[]>()
  for (const name of namesIn(directory)) {
    const hash = /^[0-9a-f]{32}(?:\.dir)?(?=\.)/.exec(name)?.[0]
    if (hash !== undefined) names.set(hash, [...(names.get(hash) ?? []), name])
  }
  return names
}

function sizeOf(file: string): number {
  return fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
