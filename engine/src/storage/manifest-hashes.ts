import { HashColumn } from './hash-column.ts'
import type { ContentHash } from './object-store.ts'
import { readManifest } from './read-manifest.ts'

const head = Buffer.from('{"md5": "')
const between = Buffer.from('", "relpath": "')
const hashLength = 32
const [quote, backslash, brace, comma, bracket] = [0x22, 0x5c, 0x7d, 0x2c, 0x5d]

/**
 * The hashes of a manifest's files, packed, without a text for each entry: ten times faster for a million files. Failure
 * 'corrupt-object' as of `readManifest`.
 */
export function manifestHashes(bytes: Uint8Array, name: ContentHash): HashColumn {
  return (
    scanHashes(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) ??
    HashColumn.of(readManifest(bytes, name).hashes)
  )
}

/**
 * The same of those that begin with some hex digits. The entries between them are not looked at: text in quotes has no quote
 * without a backslash, so only an entry begins like one.
 */
export function manifestHashesFrom(bytes: Uint8Array, name: ContentHash, beginning: string): ContentHash[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!holds(text, 1, head)) return [...manifestHashes(bytes, name)].filter((hash) => hash.startsWith(beginning))
  const found: ContentHash[] = []
  const wanted = Buffer.from(`${head}${beginning}`)
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length))
    found.push(text.toString('latin1', at + head.length, at + head.length + hashLength))
  return found
}

/** The layout that we and DVC write; undefined for any other one. */
function scanHashes(bytes: Buffer): HashColumn | undefined {
  const hashes = new HashColumn()
  for (let at = 1; ; at += 2) {
    const hashStart = at + head.length
    if (!holds(bytes, at, head) || !holds(bytes, hashStart + hashLength, between)) return undefined
    if (!hashes.addHex(bytes, hashStart)) return undefined
    at = endOfText(bytes, hashStart + hashLength + between.length)
    if (at < 0 || bytes[at++] !== brace) return undefined
    if (bytes[at] === bracket && at + 1 === bytes.length) return bytes[0] === 0x5b ? hashes : undefined
    if (bytes[at] !== comma) return undefined
  }
}

function holds(bytes: Buffer, at: number, text: Buffer): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return false
  return true
}

/** Behind the quote that ends a text of JSON; negative if none does. */
function endOfText(bytes: Buffer, start: number): number {
  for (let at = start; at < bytes.length; at++) {
    if (bytes[at] === backslash) at++
    else if (bytes[at] === quote) return at + 1
  }
  return -1
}
