import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { describe, expect, it } from 'vitest'
import { absolutePath } from '../foundation/base/index.ts'
import type { ObjectStore } from './object-store.ts'

/** What every object store has to do. `make` gives an empty one; `refusesOtherBytes`: it looks at what it is given. */
export function describeObjectStore(
  name: string,
  make: () => ObjectStore,
  { refusesOtherBytes = false }: { readonly refusesOtherBytes?: boolean } = {},
): void {
  const bytes = Buffer.from('some bytes\n')
  const hash = createHash('md5').update(bytes).digest('hex')
  const absent = 'f'.repeat(32)
  const folder = absolutePath(fs.mkdtempSync(path.join(os.tmpdir(), 'objects-')))

  describe(`an object store: ${name}`, () => {
    it('gives back what was put in', async () => {
      const store = make()
      await store.insertBytes(bytes, hash)
      expect(Buffer.from((await store.read(hash))!)).toEqual(bytes)
      expect(await store.has(hash)).toBe(true)
    })

    it('keeps the bytes of a file', async () => {
      const store = make()
      const file = absolutePath(folder, 'file')
      fs.writeFileSync(file, bytes)
      await store.insertFile(file, hash)
      fs.writeFileSync(file, 'changed afterwards')
      expect(Buffer.from((await store.read(hash))!)).toEqual(bytes)
    })

    it('takes the same object twice', async () => {
      const store = make()
      await store.insertBytes(bytes, hash)
      await store.insertBytes(bytes, hash)
      expect(await store.list()).toEqual([hash])
    })

    it('says what it does not have', async () => {
      const store = make()
      await store.insertBytes(bytes, hash)
      expect(await store.has(absent)).toBe(false)
      expect(await store.read(absent)).toBeUndefined()
      expect(await store.missing([absent, hash])).toEqual([absent])
      await expect(store.copyTo(absent, absolutePath(folder, 'nothing'))).rejects.toMatchObject({
        code: 'missing-data',
      })
    })

    it('tells how many bytes those have that it has', async () => {
      const store = make()
      await store.insertBytes(bytes, hash)
      expect(await store.sizes([absent, hash])).toEqual([undefined, bytes.length])
    })

    it('tells which of many are missing, in the order asked', async () => {
      const store = make()
      await store.insertBytes(bytes, hash)
      expect(await store.missing(['e'.repeat(32), hash, absent])).toEqual(['e'.repeat(32), absent])
    })

    it('keeps a manifest apart from a file of the same bytes', async () => {
      const store = make()
      await store.insertBytes(bytes, `${hash}.dir`)
      expect(await store.list()).toEqual([`${hash}.dir`])
      expect(await store.has(hash)).toBe(false)
    })

    it('does not have an emptied object, and takes it anew', async () => {
      const store = make()
      const emptied = store.insertBytes(Buffer.alloc(0), hash)
      if (refusesOtherBytes) await expect(emptied).rejects.toMatchObject({ code: 'remote-refused' })
      else await emptied
      expect(await store.has(hash)).toBe(false)
      await store.insertBytes(bytes, hash)
      expect(await store.has(hash)).toBe(true)
    })

    it('writes an object to a new file', async () => {
      const store = make()
      await store.insertBytes(bytes, hash)
      const file = absolutePath(folder, `copy-of-${name}`)
      await store.copyTo(hash, file)
      expect(fs.readFileSync(file)).toEqual(bytes)
    })

    it('forgets what is removed, also twice', async () => {
      const store = make()
      await store.insertBytes(bytes, hash)
      await store.remove(hash)
      await store.remove(hash)
      expect(await store.has(hash)).toBe(false)
    })
  })
}
