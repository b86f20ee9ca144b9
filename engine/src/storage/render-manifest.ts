import { createHash } from 'node:crypto'
import type { DirectoryManifest } from './directory-manifest.ts'
import type { ContentHash } from './object-store.ts'

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

const pieceLength = 1 << 20

/** A text as it stands between the quotes. */
export function escapeText(text: string): string {
  return /^[ !#-[\]-~]*$/.test(text)
    ? text
    : JSON.stringify(text)
        .slice(1, -1)
        .replace(/[^\0-~]/g, escapeUnit)
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
