import { escapeText } from './render-manifest.ts'
import { runsInOrder } from './table-order.ts'
import { type TreeTable, textsIn } from './tree-table.ts'

type Table = Pick<TreeTable, 'directories' | 'files'>

const pieceBytes = 1 << 20
const hashBytes = 16
const hexDigits = Buffer.from('0123456789abcdef')
const beforeHash = Buffer.from('{"md5": "')
const beforePath = Buffer.from('", "relpath": "')
const afterPath = Buffer.from('"}')
const between = Buffer.from(', ')
/** Of an entry, but for its path. */
const fixedBytes = between.length + beforeHash.length + 2 * hashBytes + beforePath.length + afterPath.length

/**
 * The bytes of the manifest of the files in a table, piece by piece, made from its columns without a text for each file:
 * all of them have to be made again when one file of a hundred thousand has changed.
 */
export function* renderedTable(table: Table): Generator<Uint8Array> {
  let piece = new Piece(pieceBytes)
  piece.put(Buffer.from('['))
  let isFirst = true
  for (const { prefix, rows } of runsInOrder(table)) {
    const start = Buffer.from(escapeText(prefix), 'latin1')
    for (const row of rows) {
      const name = escapedName(table, row)
      const bytes = fixedBytes + start.length + name.length
      if (!piece.hasRoom(bytes)) {
        yield piece.filled()
        piece = new Piece(Math.max(pieceBytes, bytes))
      }
      if (!isFirst) piece.put(between)
      isFirst = false
      piece.put(beforeHash)
      piece.putHex(table.files.md5, hashBytes * row)
      for (const part of [beforePath, start, name, afterPath]) piece.put(part)
    }
  }
  yield piece.filled()
  yield Buffer.from(']')
}

/** Nearly all names stand in a manifest as they are. */
function escapedName({ files: { names } }: Table, row: number): Uint8Array {
  const { offsets, bytes } = names
  const [from, to] = [offsets[row]!, offsets[row + 1]!]
  for (let i = from; i < to; i++)
    if (needsEscape[bytes[i]!] === 1) return Buffer.from(escapeText(textsIn(names, row, row + 1)[0]!), 'latin1')
  return bytes.subarray(from, to)
}

/** 1 for bytes that are not printable ASCII, and for `"` and `\`. */
const needsEscape = Uint8Array.from({ length: 256 }, (_, byte) =>
  escapeText(String.fromCharCode(byte)).length === 1 && byte < 0x80 ? 0 : 1,
)

class Piece {
  readonly #bytes: Uint8Array
  #top = 0

  constructor(size: number) {
    this.#bytes = new Uint8Array(size)
  }

  hasRoom(bytes: number): boolean {
    return this.#top + bytes <= this.#bytes.length
  }

  put(part: Uint8Array): void {
    for (let i = 0; i < part.length; i++) this.#bytes[this.#top++] = part[i]!
  }

  /** The sixteen bytes from `at` on, in hex. */
  putHex(md5: Uint8Array, at: number): void {
    for (let i = at; i < at + hashBytes; i++) {
      this.#bytes[this.#top++] = hexDigits[md5[i]! >> 4]!
      this.#bytes[this.#top++] = hexDigits[md5[i]! & 15]!
    }
  }

  filled(): Uint8Array {
    return this.#bytes.subarray(0, this.#top)
  }
}
