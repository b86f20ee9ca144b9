/**
 * What is known of a directory's files, in columns. Directories come parents first; the files of a directory lie side by
 * side, from `firstFile[d]` on, `fileCount[d]` of them. A column costs eight bytes a file where an object costs hundreds.
 */
export interface TreeTable {
  readonly root: string
  readonly device: number
  /** Names the ignore rules the table was made under. */
  readonly ignoreKey: string
  /** Start of the look at the files, milliseconds since 1970: what changed after it may have been missed. */
  readonly observedAt: number
  /** Hash of the manifest and sum of sizes. */
  readonly hash: string
  readonly bytes: number
  readonly directories: DirectoryColumns
  readonly files: FileColumns
}

export interface DirectoryColumns {
  readonly length: number
  /** Number of the directory above; the root is 0 and its own parent. */
  readonly parent: Uint32Array
  readonly firstFile: Uint32Array
  readonly fileCount: Uint32Array
  /** Milliseconds; NaN if the directory has to be listed each time. */
  readonly mtime: Float64Array
  readonly inode: Float64Array
  /** Paths relative to the root, `''` for itself. */
  readonly paths: TextColumn
}

export interface FileColumns {
  readonly length: number
  readonly mtime: Float64Array
  readonly ctime: Float64Array
  readonly bytes: Float64Array
  readonly inode: Float64Array
  readonly flags: Uint8Array
  /** 16 bytes each. */
  readonly md5: Uint8Array
  readonly names: TextColumn
}

/** Texts in UTF-8 one behind the other; text `i` ends where text `i + 1` begins. */
export interface TextColumn {
  readonly offsets: Uint32Array
  readonly bytes: Buffer
}

export const fileFlags = {
  /** A symbolic link; the other columns are of the file it points to. */
  symlink: 1,
  /** Has several names, so that its ctime moves when another name comes or goes. */
  manyNames: 2,
} as const

/** Texts `from` up to `to`. Nearly all names are ASCII, where positions in bytes are positions in the text. */
export function textsIn({ offsets, bytes }: TextColumn, from: number, to: number): string[] {
  const start = offsets[from]!
  const all = bytes.toString('latin1', start, offsets[to]!)
  const texts: string[] = []
  const isAscii = !/[\x80-\xff]/.test(all)
  for (let i = from; i < to; i++) {
    const [begin, end] = [offsets[i]!, offsets[i + 1]!]
    texts.push(isAscii ? all.slice(begin - start, end - start) : bytes.toString('utf8', begin, end))
  }
  return texts
}

export function textColumn(texts: readonly string[]): TextColumn {
  const offsets = new Uint32Array(texts.length + 1)
  for (let i = 0; i < texts.length; i++) offsets[i + 1] = offsets[i]! + Buffer.byteLength(texts[i]!)
  return { offsets, bytes: Buffer.from(texts.join('')) }
}

export function hashAt(files: FileColumns, file: number): string {
  return Buffer.from(files.md5.buffer, files.md5.byteOffset + 16 * file, 16).toString('hex')
}
