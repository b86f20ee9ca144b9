import * as path from 'node:path/posix'
import { isWithin } from '../../foundation/base/index.ts'
import { type NamedPlace, parseTracedCall, type TracedCall } from './traced-call.ts'

/** What a command did with a file. */
export interface FileUse {
  readonly isRead: boolean
  readonly isWritten: boolean
  /** It used what was there before: it read it before it wrote, or wrote behind it. */
  readonly isKept: boolean
}

/** Puts together what a command did with the files below a directory, from what strace wrote down about it. */
export class FileUses {
  readonly #root: string
  readonly #start: string
  readonly #directories = new Map<number | undefined, string>()
  readonly #uses = new Map<string, FileUse>()

  /** `start`: the directory that the command began in. */
  constructor({ root, start }: { readonly root: string; readonly start: string }) {
    this.#root = root
    this.#start = start
  }

  /** Takes the next line. */
  take(line: string): void {
    const call = parseTracedCall(line)
    if (!call) return
    const told = call.paths.find(({ directory }) => directory !== undefined)?.directory
    if (told !== undefined && line.includes('AT_FDCWD<')) this.#directories.set(call.process, told)
    this.#kinds[call.name]?.(call)
  }

  /** By path; those that were gone again in the end are left out as far as that was seen. */
  get all(): ReadonlyMap<string, FileUse> {
    return this.#uses
  }

  readonly #open = (call: TracedCall) => {
    if (call.flags.some((flag) => flag === 'O_DIRECTORY' || flag === 'O_PATH')) return
    for (const place of this.#placesOf(call).slice(-1)) this.#note(this.#own(place, call.opened), call.flags)
  }
  readonly #write = (call: TracedCall) => {
    for (const place of this.#placesOf(call).slice(-1)) this.#note(place, ['O_WRONLY', 'O_TRUNC'])
  }
  readonly #read = (call: TracedCall) => {
    for (const place of this.#placesOf(call).slice(0, 1)) this.#note(place, ['O_RDONLY'])
  }
  readonly #forget = (call: TracedCall) => {
    for (const place of this.#placesOf(call)) this.#uses.delete(place)
  }
  readonly #rename = (call: TracedCall) => {
    const [from, to] = this.#placesOf(call)
    if (from === undefined || to === undefined) return
    const moved = this.#below(from)
    for (const file of moved) {
      this.#uses.delete(file)
      this.#note(to + file.slice(from.length), ['O_WRONLY', 'O_TRUNC'])
    }
    if (moved.length === 0) this.#note(to, ['O_WRONLY', 'O_TRUNC'])
  }
  readonly #enter = (call: TracedCall) => {
    const to = call.name === 'fchdir' ? undefined : this.#placesOf(call)[0]
    if (to !== undefined) this.#directories.set(call.process, to)
  }
  readonly #begin = (call: TracedCall) => {
    this.#directories.set(call.result, this.#directoryOf(call))
  }

  readonly #kinds: Readonly<Record<string, (call: TracedCall) => void>> = {
    open: this.#open,
    openat: this.#open,
    openat2: this.#open,
    creat: this.#write,
    truncate: this.#write,
    link: this.#write,
    linkat: this.#write,
    symlink: this.#write,
    symlinkat: this.#write,
    execve: this.#read,
    execveat: this.#read,
    unlink: this.#forget,
    unlinkat: this.#forget,
    rmdir: this.#forget,
    rename: this.#rename,
    renameat: this.#rename,
    renameat2: this.#rename,
    chdir: this.#enter,
    clone: this.#begin,
    clone3: this.#begin,
    fork: this.#begin,
    vfork: this.#begin,
  }

  #placesOf(call: TracedCall): string[] {
    return call.paths.map(({ directory, path: text }: NamedPlace) =>
      path.resolve(directory ?? this.#directoryOf(call), text),
    )
  }

  #directoryOf({ process }: TracedCall): string {
    return this.#directories.get(process) ?? this.#start
  }

  /** A file of ours that was opened by another name, such as a link from elsewhere. */
  #own(place: string, opened: string | undefined): string {
    return !isWithin(this.#root, place) && opened !== undefined ? opened : place
  }

  #below(place: string): string[] {
    if (!isWithin(this.#root, place)) return []
    return this.#uses.has(place) ? [place] : [...this.#uses.keys()].filter((file) => isWithin(place, file))
  }

  #note(place: string, flags: readonly string[]): void {
    if (!isWithin(this.#root, place)) return
    const before = this.#uses.get(place)
    const isAnew = flags.includes('O_TRUNC') || flags.includes('O_EXCL')
    const isWrite = flags.some((flag) => flag === 'O_WRONLY' || flag === 'O_RDWR') || isAnew
    const isRead = !isWrite || (flags.includes('O_RDWR') && !isAnew)
    const isOwn = before?.isWritten === true && !before.isKept
    const keeps = isWrite && !isOwn && (before?.isRead === true || !isAnew)
    this.#uses.set(place, {
      isRead: before?.isRead === true || (isRead && !isOwn),
      isWritten: before?.isWritten === true || isWrite,
      isKept: before?.isKept === true || keeps,
    })
  }
}
