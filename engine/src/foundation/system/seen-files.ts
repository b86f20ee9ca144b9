import * as fs from 'node:fs'
import type { AbsolutePath } from '../base/index.ts'
import type { FileSystem } from './file-system.ts'

/** How names were when they were looked at, in columns: when their inode last changed (0 if there was nothing), size and inode. */
export interface SeenStates {
  readonly names: readonly string[]
  readonly changes: readonly number[]
  readonly bytes: readonly number[]
  readonly inodes: readonly number[]
}

/** More names than that cost more to keep than it saves. */
const mostNames = 50_000

/** What is read of the files of a machine, each name with its state from before it was read. */
export class SeenFiles {
  readonly #states = new Map<string, State>()

  /** The same files, all of whose reading is seen. */
  of(files: FileSystem): FileSystem {
    const seen = <Answer>(read: (file: AbsolutePath) => Answer) => {
      return (file: AbsolutePath) => {
        this.look(file)
        return read(file)
      }
    }
    return {
      ...files,
      stat: seen(files.stat),
      lstat: seen(files.lstat),
      readText: seen(files.readText),
      readBytes: seen(files.readBytes),
      list: seen(files.list),
      readLink: seen(files.readLink),
      realPath: seen(files.realPath),
    }
  }

  /** Notes a name's state, unless it was seen before; that of a link and of what it leads to. */
  look(name: AbsolutePath): void {
    if (this.#states.has(name) || this.#states.size > mostNames) return
    const state = stateOf(name)
    this.#states.set(name, state)
    if (state.isLink) this.#states.set(`${name}${throughLink}`, stateOf(`${name}${throughLink}`))
  }

  /** What was seen; undefined if that is too much, or if something has changed so late that a further change might look the same. */
  states(before: number): SeenStates | undefined {
    const all = [...this.#states]
    if (all.length > mostNames || all.some(([, { change }]) => change > before)) return undefined
    return {
      names: all.map(([name]) => name),
      changes: all.map(([, { change }]) => change),
      bytes: all.map(([, { bytes }]) => bytes),
      inodes: all.map(([, { inode }]) => inode),
    }
  }
}

/** Whether all names are as they were seen. */
export function areAsSeen({ names, changes, bytes, inodes }: SeenStates): boolean {
  return names.every((name, index) => {
    const { change, bytes: now, inode } = stateOf(name)
    return change === changes[index] && now === bytes[index] && inode === inodes[index]
  })
}

/** Behind a name: what a link leads to is meant. No name holds a zero byte. */
const throughLink = '\0'

interface State {
  readonly change: number
  readonly bytes: number
  readonly inode: number
  readonly isLink: boolean
}

const nothing: State = { change: 0, bytes: 0, inode: 0, isLink: false }

/** What cannot be looked at counts as missing: whoever reads it fails, and what failed is not kept. */
function stateOf(name: string): State {
  try {
    const stats = name.endsWith(throughLink)
      ? fs.statSync(name.slice(0, -1), { throwIfNoEntry: false })
      : fs.lstatSync(name, { throwIfNoEntry: false })
    if (!stats) return nothing
    return { change: stats.ctimeMs, bytes: stats.size, inode: stats.ino, isLink: stats.isSymbolicLink() }
  } catch {
    return nothing
  }
}
