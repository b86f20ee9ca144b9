import * as fs from 'node:fs'

/** Measured: for small files one read and one write are twice as fast as the system's copy call. */
const smallBytes = 1 << 20
let buffer: Uint8Array | undefined

/** Copies a file to a new one of exactly this mode, as a clone of its blocks where that works. Returns its size. */
export function copyFile(from: string, to: string, mode: number): number {
  return copySmall(from, to, mode) ?? copyLarge(from, to, mode)
}

function copySmall(from: string, to: string, mode: number): number | undefined {
  buffer ??= new Uint8Array(smallBytes)
  const source = fs.openSync(from, 'r')
  try {
    const length = fs.readSync(source, buffer, 0, smallBytes, null)
    if (length === smallBytes || !endsHere(source, length)) return undefined
    writeNew(to, buffer.subarray(0, length), mode)
    return length
  } finally {
    fs.closeSync(source)
  }
}

/** A read of a regular file is only short at its end, but nobody promises that for every file system. */
function endsHere(descriptor: number, length: number): boolean {
  return fs.fstatSync(descriptor).size === length
}

let knownMask: number | undefined

/** The process's umask, asked for once: asking means to set it and to set it back. */
export function umask(): number {
  return (knownMask ??= process.umask())
}

/** Writes a new file of exactly this mode, whatever the umask. */
export function writeNew(file: string, bytes: Uint8Array, mode: number, sync = false): void {
  writePieces(file, [bytes], mode, sync)
}

/** The same, one piece after the other. */
export function writePieces(file: string, pieces: Iterable<Uint8Array>, mode: number, sync: boolean): void {
  const descriptor = fs.openSync(file, 'wx', mode)
  try {
    if ((mode & umask()) !== 0) fs.fchmodSync(descriptor, mode)
    for (const bytes of pieces) writeAll(descriptor, bytes)
    if (sync) fs.fsyncSync(descriptor)
  } finally {
    fs.closeSync(descriptor)
  }
}

/** Writes every byte, however many the system takes at once. */
export function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += fs.writeSync(descriptor, bytes, done, bytes.length - done, null)
}

function copyLarge(from: string, to: string, mode: number): number {
  fs.copyFileSync(from, to, fs.constants.COPYFILE_FICLONE | fs.constants.COPYFILE_EXCL)
  fs.chmodSync(to, mode)
  return fs.statSync(to).size
}
