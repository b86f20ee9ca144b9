import type { PacketReader } from './sftp-packets.ts'

/** What SFTP tells of a file. */
export interface FileAttributes {
  readonly bytes: number
  readonly kind: 'file' | 'folder' | 'link' | 'other'
}

/** Which attributes are told, as bits of the number before them. */
const told = { size: 1, owner: 2, mode: 4, times: 8, more: 0x80000000 }
const kindBits = 0o170000
const kinds: Readonly<Record<number, FileAttributes['kind']>> = {
  0: 'file',
  0o040000: 'folder',
  0o100000: 'file',
  0o120000: 'link',
}

export function readAttributes(reader: PacketReader): FileAttributes {
  const flags = reader.number()
  const bytes = flags & told.size ? reader.long() : 0
  if (flags & told.owner) reader.long()
  const mode = flags & told.mode ? reader.number() : 0
  if (flags & told.times) reader.long()
  if (flags & told.more) skipPairs(reader)
  return { bytes, kind: kinds[mode & kindBits] ?? 'other' }
}

function skipPairs(reader: PacketReader): void {
  for (let left = reader.number(); left > 0; left--) {
    reader.bytes()
    reader.bytes()
  }
}
