import type { TreeTable } from './tree-table.ts'

/*
 * Layout of the file, numbers in the machine's own byte order:
 *
 *   magic u32 · format version u32 · FNV-1a over the words of all that follows u32 · length of the head u32
 *   head: JSON, padded with blanks to a multiple of 8
 *   columns, each padded to a multiple of 8
 */
const magic = 0x58445453
const formatVersion = 2
const frameBytes = 16
const padding = 8

interface Head extends Pick<TreeTable, 'root' | 'device' | 'ignoreKey' | 'observedAt' | 'hash' | 'bytes'> {
  readonly directories: number
  readonly files: number
  readonly pathBytes: number
  readonly nameBytes: number
}

/** The table as bytes for a file of this machine. */
export function renderTable(table: TreeTable): Uint8Array {
  const { directories, files } = table
  const head: Head = {
    ...pickHead(table),
    directories: directories.length,
    files: files.length,
    pathBytes: directories.paths.bytes.length,
    nameBytes: files.names.bytes.length,
  }
  const headText = Buffer.from(JSON.stringify(head))
  const parts = [headText, ...columnsOf(table)]
  const bytes = Buffer.alloc(frameBytes + parts.reduce((sum, part) => sum + padded(part.byteLength), 0))
  let at = frameBytes
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at)
    at += padded(part.byteLength)
  }
  bytes.fill(' ', frameBytes + headText.length, frameBytes + padded(headText.length))
  new Uint32Array(bytes.buffer, bytes.byteOffset, 4).set([
    magic,
    formatVersion,
    checksumOf(bytes.buffer),
    padded(headText.length),
  ])
  return bytes
}

/** Reads what `renderTable` made, as views without copying. Undefined for anything else, also for a damaged file. */
export function readTable(buffer: ArrayBufferLike): TreeTable | undefined {
  if (buffer.byteLength < frameBytes) return undefined
  const [foundMagic, version, checksum, headLength] = new Uint32Array(buffer, 0, 4)
  if (foundMagic !== magic || version !== formatVersion) return undefined
  if (checksumOf(buffer) !== checksum) return undefined
  const head: Head = JSON.parse(Buffer.from(buffer, frameBytes, headLength).toString())
  return viewTable(buffer, frameBytes + headLength!, head)
}

/** Tells a torn or damaged file; FNV-1a (Fowler, Noll, Vo: offset basis 0x811c9dc5, prime 0x01000193), a word at a time. */
function checksumOf(buffer: ArrayBufferLike): number {
  const words = new Uint32Array(buffer, frameBytes, (buffer.byteLength - frameBytes) >> 2)
  let sum = 0x811c9dc5
  for (let at = 0; at < words.length; at++) sum = Math.imul(sum ^ words[at]!, 0x01000193)
  return sum >>> 0
}

function pickHead({ root, device, ignoreKey, observedAt, hash, bytes }: TreeTable) {
  return { root, device, ignoreKey, observedAt, hash, bytes }
}

type Column = Uint8Array | Uint32Array | Float64Array

/** In the order of the file; `viewTable` takes them in the same one. */
function columnsOf({ directories: d, files: f }: TreeTable): Column[] {
  const ofDirectories = [d.parent, d.firstFile, d.fileCount, d.mtime, d.inode, d.paths.offsets, d.paths.bytes]
  return [...ofDirectories, f.mtime, f.ctime, f.bytes, f.inode, f.flags, f.md5, f.names.offsets, f.names.bytes]
}

function viewTable(buffer: ArrayBufferLike, start: number, head: Head): TreeTable {
  const { directories, files, pathBytes, nameBytes } = head
  let at = start
  const take = (bytes: number) => {
    const place = at
    at += padded(bytes)
    return place
  }
  const words = (length: number) => new Uint32Array(buffer, take(4 * length), length)
  const doubles = (length: number) => new Float64Array(buffer, take(8 * length), length)
  const bytes = (length: number) => new Uint8Array(buffer, take(length), length)
  const text = (length: number, size: number) => ({
    offsets: words(length + 1),
    bytes: Buffer.from(buffer, take(size), size),
  })
  return {
    ...pickHead(head as unknown as TreeTable),
    directories: {
      length: directories,
      parent: words(directories),
      firstFile: words(directories),
      fileCount: words(directories),
      mtime: doubles(directories),
      inode: doubles(directories),
      paths: text(directories, pathBytes),
    },
    files: {
      length: files,
      mtime: doubles(files),
      ctime: doubles(files),
      bytes: doubles(files),
      inode: doubles(files),
      flags: bytes(files),
      md5: bytes(16 * files),
      names: text(files, nameBytes),
    },
  }
}

function padded(length: number): number {
  return Math.ceil(length / padding) * padding
}
