import type { ContentHash } from './object-store.ts'

const md5Bytes = 16

/** MD5s of so many files, 16 bytes each; those that are not known yet are zero. */
export class Md5Column {
  readonly bytes: Buffer

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  static ofLength(length: number): Md5Column {
    return new Md5Column(new Uint8Array(md5Bytes * length))
  }

  static join(columns: readonly Md5Column[]): Md5Column {
    return new Md5Column(Buffer.concat(columns.map(({ bytes }) => bytes)))
  }

  get length(): number {
    return this.bytes.length / md5Bytes
  }

  set(index: number, hash: ContentHash): void {
    this.bytes.write(hash, md5Bytes * index, md5Bytes, 'hex')
  }

  at(index: number): ContentHash {
    return this.bytes.toString('hex', md5Bytes * index, md5Bytes * (index + 1))
  }
}
