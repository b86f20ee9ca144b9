import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { type AbsolutePath, compareCodePoints, systemErrorCode } from '../base/index.ts'
import { nameWhole, writeNew } from './create-whole.ts'
import type { DirectoryEntry, FileKind, FileStat, FileSystem } from './file-system.ts'
import { syncPath } from './sync-path.ts'

/** The files of this machine. */
export const realFileSystem: FileSystem = {
  stat: (file) => statOf(fs.statSync, file),
  lstat: (file) => statOf(fs.lstatSync, file),
  readText: (file) => (isMissing(file) ? undefined : unlessMissing(() => fs.readFileSync(file, 'utf8'))),
  readBytes: (file) => unlessMissing(() => fs.readFileSync(file)),
  list: (directory) =>
    unlessMissing(() => fs.readdirSync(directory, { withFileTypes: true }).map(entryOf).sort(byName)),
  writeAtomic,
  append,
  writeNew(file, text) {
    fs.mkdirSync(path.dirname(file), { recursive: true })
    return writeNew(file, text)
  },
  createWhole,
  makeDirectory: (directory) => void fs.mkdirSync(directory, { recursive: true }),
  remove: (file) => fs.rmSync(file, { recursive: true, force: true, maxRetries: 3, retryDelay: 20 }),
  removeEmpty,
  rename: (from, to) => fs.renameSync(from, to),
  copyFile: (from, to) => fs.copyFileSync(from, to, fs.constants.COPYFILE_FICLONE),
  link: (existing, to) => fs.linkSync(existing, to),
  symlink: (target, to) => fs.symlinkSync(target, to),
  readLink: (file) => unlessMissing(() => fs.readlinkSync(file)),
  setMode: (file, mode) => fs.chmodSync(file, mode),
  realPath: (file) => (unlessMissing(() => fs.realpathSync.native(file)) ?? file) as AbsolutePath,
}

function append(file: AbsolutePath, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.appendFileSync(file, text)
}

/** A second name for a file that is whole and synced. */
function createWhole(file: AbsolutePath, text: string): boolean {
  const temporary = `${file}.${randomBytes(8).toString('hex')}.tmp`
  try {
    writeAndSync(temporary, text, undefined)
    if (!nameWhole(temporary, file, text)) return false
  } finally {
    fs.rmSync(temporary, { force: true })
  }
  syncPath(path.dirname(file))
  return true
}

type StatCall = (file: string, options: { throwIfNoEntry: false }) => fs.Stats | undefined

function statOf(call: StatCall, file: AbsolutePath): FileStat | undefined {
  const stats = unlessMissing(() => call(file, { throwIfNoEntry: false }))
  if (stats === undefined) return undefined
  return {
    kind: kindOf(stats),
    bytes: stats.size,
    mtimeMs: stats.mtimeMs,
    inode: stats.ino,
    device: stats.dev,
    links: stats.nlink,
    mode: stats.mode & 0o7777,
  }
}

function entryOf(entry: fs.Dirent): DirectoryEntry {
  return { name: entry.name, kind: kindOf(entry) }
}

function kindOf(of: { isFile(): boolean; isDirectory(): boolean; isSymbolicLink(): boolean }): FileKind {
  if (of.isFile()) return 'file'
  if (of.isDirectory()) return 'directory'
  return of.isSymbolicLink() ? 'symlink' : 'other'
}

function byName(a: DirectoryEntry, b: DirectoryEntry): number {
  return compareCodePoints(a.name, b.name)
}

/** Asked before files that are often not there: an error costs ten times as much as the question. */
function isMissing(file: AbsolutePath): boolean {
  return unlessMissing(() => fs.statSync(file, { throwIfNoEntry: false })) === undefined
}

function unlessMissing<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch (error) {
    const code = systemErrorCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
}

/** Temporary file beside the target, synced, renamed over it; then the directory is synced so that the name survives. */
function writeAtomic(file: AbsolutePath, content: string | Uint8Array): void {
  const target = unlessMissing(() => fs.realpathSync.native(file)) ?? file
  const directory = path.dirname(target)
  fs.mkdirSync(directory, { recursive: true })
  const temporary = path.join(directory, `.${randomBytes(12).toString('hex')}.tmp`)
  try {
    writeAndSync(
      temporary,
      content,
      unlessMissing(() => fs.statSync(target).mode),
    )
    fs.renameSync(temporary, target)
  } catch (error) {
    fs.rmSync(temporary, { force: true })
    throw error
  }
  syncPath(directory)
}

function writeAndSync(file: string, content: string | Uint8Array, mode: number | undefined): void {
  const descriptor = fs.openSync(file, 'wx')
  try {
    fs.writeFileSync(descriptor, content)
    if (mode !== undefined) fs.fchmodSync(descriptor, mode & 0o7777)
    fs.fsyncSync(descriptor)
  } finally {
    fs.closeSync(descriptor)
  }
}

function removeEmpty(directory: AbsolutePath): boolean {
  try {
    fs.rmdirSync(directory)
    return true
  } catch (error) {
    const code = systemErrorCode(error)
    if (code === 'ENOENT' || code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOTDIR') return false
    throw error
  }
}
