import { createHash, randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AbsolutePath } from '../../foundation/base/index.ts'
import { hashFiles } from '../hash-files.ts'
import { hashFile } from './hash-file.ts'
import { hasSimd } from './lanes.ts'
import { hashFileLegacy, LegacyMd5 } from './legacy-md5.ts'
import { SmallFileBatch, worthwhileBytes } from './small-file-batch.ts'

const md5 = (bytes: Uint8Array | string) => createHash('md5').update(bytes).digest('hex')
let directory: string
let count = 0
const makeFile = (bytes: Uint8Array | string) => {
  const file = path.join(directory, String(count++)) as AbsolutePath
  fs.writeFileSync(file, bytes)
  return file
}

beforeAll(() => {
  directory = fs.mkdtempSync(path.join(tmpdir(), 'md5-'))
})
afterAll(() => fs.rmSync(directory, { recursive: true }))

describe('hashing many files', () => {
  it('runs the SIMD kernel on this machine', () => expect(hasSimd()).toBe(true))

  it.each([
    ['in the kernel', worthwhileBytes],
    ['a few at a time, without it', 45_000],
  ])('agrees with the standard library around every edge of a block, %s', (_, expectedBytes) => {
    const contents = Array.from({ length: 300 }, (__, bytes) => randomBytes(bytes))
    const batch = new SmallFileBatch(expectedBytes)
    for (const bytes of contents) expect(batch.read(makeFile(bytes), { bytes: bytes.length })).toBe(true)
    expect(batch.hashAll()).toEqual(contents.map(md5))
  })

  it('agrees whatever their number and sizes', async () => {
    const contents = Array.from({ length: 40 }, (_, i) => randomBytes(i % 3 === 0 ? 900_000 : i))
    const hashed = await hashFiles(contents.map(makeFile))
    expect(hashed).toEqual(contents.map((bytes) => ({ hash: md5(bytes), bytes: bytes.length })))
  })

  it.each([2, 3, 4, 5, 8, 11])('agrees for %i large files of different sizes at once', async (files) => {
    const sizes = Array.from({ length: files }, (_, i) => (1 << 20) + 1 + i * 77_777 + (i % 3) * (256 << 10))
    const contents = sizes.map((size) => randomBytes(size))
    const hashed = await hashFiles(contents.map(makeFile))
    expect(hashed.map(({ hash }) => hash)).toEqual(contents.map(md5))
  })

  it('agrees for a large file alone, of exactly whole chunks', async () => {
    const bytes = randomBytes(2 << 20)
    const file = makeFile(bytes)
    expect(await hashFiles([file])).toEqual([{ hash: md5(bytes), bytes: bytes.length }])
    expect(hashFile(file)).toEqual({ hash: md5(bytes), bytes: bytes.length })
  })

  it('leaves a small file that has changed its size to the next pass', () => {
    const batch = new SmallFileBatch(100)
    const file = makeFile('longer than thought')
    expect(batch.read(file, { bytes: 5 })).toBe(false)
    expect(batch.read(file, { bytes: 50 })).toBe(false)
    expect(batch.read(file, { bytes: 19 })).toBe(true)
    expect(batch.hashAll()).toEqual([md5('longer than thought')])
  })
})

describe('the hash of DVC before 3.0', () => {
  it.each([
    ['text with CRLF counts as with LF', 'a\r\nb\r\n', 'a\nb\n'],
    ['a lone CR stays', 'a\rb\r', 'a\rb\r'],
    ['bytes with NUL stay', 'a\0\r\n', 'a\0\r\n'],
    ['mostly odd bytes stay', '\x01\x02\x03\r\n', '\x01\x02\x03\r\n'],
    ['an empty file', '', ''],
  ])('%s', (_, content, hashed) => {
    expect(hashFileLegacy(makeFile(content))).toEqual({ hash: md5(hashed), bytes: Buffer.byteLength(content) })
    const pieces = new LegacyMd5()
    for (let i = 0; i < content.length; i += 3) pieces.update(Buffer.from(content.slice(i, i + 3)))
    expect(pieces.digest()).toBe(md5(hashed))
  })
})
