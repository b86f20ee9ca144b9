import { createHash } from 'node:crypto'
import { compareCodePoints, Failure } from '../foundation/base/index.ts'
import { md5Hex } from './md5/md5-bytes.ts'
import type { ContentHash } from './object-store.ts'
import { refuseBadEntries } from './refuse-bad-entries.ts'

/** The files of a directory, sorted by path as Python sorts (by code points). Entry `i` is in both columns at `i`. */
export interface DirectoryManifest {
  readonly relpaths: readonly string[]
  readonly hashes: readonly ContentHash[]
}

export const emptyManifest: DirectoryManifest = { relpaths: [], hashes: [] }

/** A manifest of these entries, whatever their order. */
export function makeManifest(relpaths: readonly string[], hashes: readonly ContentHash[]): DirectoryManifest {
  const compare = relpaths.some(needsCodePoints) ? compareCodePoints : compareUnits
  if (isSorted(relpaths, compare)) return { relpaths, hashes }
  const order = Uint32Array.from(relpaths.keys()).toSorted((a, b) => compare(relpaths[a]!, relpaths[b]!))
  return { relpaths: Array.from(order, (i) => relpaths[i]!), hashes: Array.from(order, (i) => hashes[i]!) }
}

/** The name of a manifest's object: the MD5 of its bytes and `.dir`. */
export function manifestHash(rendered: Uint8Array): ContentHash {
  return `${md5Hex(rendered)}.dir`
}

/** The entry's hash, found by halving; undefined if there is none. */
export function findInManifest(manifest: DirectoryManifest, relpath: string): ContentHash | undefined {
  let low = 0
  let high = manifest.relpaths.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const order = compareCodePoints(manifest.relpaths[middle]!, relpath)
    if (order === 0) return manifest.hashes[middle]
    if (order < 0) low = middle + 1
    else high = middle - 1
  }
  return undefined
}

/**
 * The manifest's bytes exactly as Python's `json.dumps` writes them: `[{"md5": "…", "relpath": "…"}, …]`, ASCII only, no
 * newline at the end. Other bytes would be another hash.
 */
export function renderManifest(manifest: DirectoryManifest): Uint8Array {
  const pieces = [...manifestPieces(entriesOf(manifest))]
  return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
}

/** One line of a manifest; they come in its order. */
export interface ManifestEntry {
  readonly relpath: string
  readonly hash: ContentHash
}

export function* entriesOf({ relpaths, hashes }: DirectoryManifest): Generator<ManifestEntry> {
  for (let i = 0; i < relpaths.length; i++) yield { relpath: relpaths[i]!, hash: hashes[i]! }
}

/** The bytes of a manifest in pieces of about a megabyte, since that of a million files has a hundred of them. */
export function* manifestPieces(entries: Iterable<ManifestEntry>): Generator<Uint8Array> {
  let text = '['
  let isFirst = true
  for (const { relpath, hash } of entries) {
    text += `${isFirst ? '' : ', '}{"md5": "${hash}", "relpath": "${escapeText(relpath)}"}`
    isFirst = false
    if (text.length < pieceLength) continue
    yield Buffer.from(text, 'latin1')
    text = ''
  }
  yield Buffer.from(`${text}]`, 'latin1')
}

/** The name that a manifest of these bytes has. */
export function hashOfManifest(pieces: Iterable<Uint8Array>): ContentHash {
  const hash = createHash('md5')
  for (const piece of pieces) hash.update(piece)
  return `${hash.digest('hex')}.dir`
}

/** Reads a manifest in any layout of JSON. Failure 'corrupt-object' if it is no list of files of a directory. */
export function readManifest(bytes: Uint8Array, name = 'the directory object'): DirectoryManifest {
  const manifest = scanCanonical(bytes) ?? parseAnyLayout(bytes, name)
  refuseBadEntries(manifest.relpaths, manifest.hashes, name)
  return manifest
}

const pieceLength = 1 << 20

function compareUnits(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

/** Surrogates sort below U+E000–U+FFFF by units, above them by code points; without them both orders are the same. */
function needsCodePoints(text: string): boolean {
  return /[\ud800-\udfff]/.test(text)
}

function isSorted(texts: readonly string[], compare: (a: string, b: string) => number): boolean {
  for (let i = 1; i < texts.length; i++) if (compare(texts[i - 1]!, texts[i]!) > 0) return false
  return true
}

function escapeText(text: string): string {
  return /^[ !#-[\]-~]*$/.test(text)
    ? text
    : JSON.stringify(text)
        .slice(1, -1)
        .replace(/[^\0-~]/g, escapeUnit)
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

const head = '{"md5": "'
const between = '", "relpath": "'
const hashLength = 32

/** The layout we and DVC write, by positions instead of a parser: some ten times faster. Undefined for any other one. */
function scanCanonical(bytes: Uint8Array): DirectoryManifest | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  if (text === '[]') return emptyManifest
  const relpaths: string[] = []
  const hashes: string[] = []
  for (let at = 1; ; ) {
    const hashStart = at + head.length
    const pathStart = hashStart + hashLength + between.length
    const end = text.indexOf('"}', pathStart)
    if (end < 0 || !text.startsWith(head, at) || !text.startsWith(between, hashStart + hashLength)) return undefined
    const relpath = text.slice(pathStart, end)
    if (/["\\\x80-\xff]/.test(relpath)) return undefined
    hashes.push(text.slice(hashStart, hashStart + hashLength))
    relpaths.push(relpath)
    if (end + 3 === text.length && text.endsWith(']'))
      return text.startsWith('[') ? makeManifest(relpaths, hashes) : undefined
    if (!text.startsWith(', ', end + 2)) return undefined
    at = end + 4
  }
}

function parseAnyLayout(bytes: Uint8Array, name: string): DirectoryManifest {
  const entries = parseJson(bytes)
  if (!Array.isArray(entries) || !entries.every(isEntry)) {
    throw new Failure('corrupt-object', `"${name}" is not a list of files.`, {
      hint: 'To mend it: sterna verify. If that finds it nowhere: sterna add the directory again.',
    })
  }
  return makeManifest(
    entries.map((entry) => entry.relpath),
    entries.map((entry) => entry.md5),
  )
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

function isEntry(entry: unknown): entry is { md5: string; relpath: string } {
  const { md5, relpath } = (entry ?? {}) as { md5?: unknown; relpath?: unknown }
  return typeof md5 === 'string' && typeof relpath === 'string'
}
