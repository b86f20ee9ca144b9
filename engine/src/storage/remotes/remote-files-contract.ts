import { createHash, randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { RemoteFiles } from './remote-files.ts'

export interface RemoteFilesTraits {
  /** Whether the server looks whether what arrives has the MD5 that was told. */
  readonly refusesWrongMd5: boolean
}

/** What the files of every kind of remote have to do. `make` gives an empty place; it is called while a test runs. */
export function describeRemoteFiles(
  name: string,
  make: () => RemoteFiles,
  { refusesWrongMd5 }: RemoteFilesTraits,
): void {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'remote-files-'))
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))
  const onDisk = (content: Uint8Array) => {
    const file = path.join(folder, randomBytes(8).toString('hex'))
    fs.writeFileSync(file, content)
    return file
  }

  describe(`the files of a remote: ${name}`, () => {
    it('gives back what was written, and knows how much it is', async () => {
      const files = make()
      const content = randomBytes(1_500_000)
      await files.write('some/folder/file', content, { md5: md5Of(content) })
      expect((await files.stat('some/folder/file'))?.bytes).toBe(content.length)
      expect((await readWhole(files, 'some/folder/file'))?.equals(content)).toBe(true)
      files.close()
    })

    it('has nothing of a file that is not there', async () => {
      const files = make()
      expect(await files.stat('nothing')).toBeUndefined()
      expect(await readWhole(files, 'nothing')).toBeUndefined()
      files.close()
    })

    it('keeps a file without a byte', async () => {
      const files = make()
      await files.write('empty', new Uint8Array(0), { md5: md5Of(new Uint8Array(0)) })
      expect((await files.stat('empty'))?.bytes).toBe(0)
      expect(await readWhole(files, 'empty')).toEqual(Buffer.alloc(0))
      files.close()
    })

    it('gives back what comes from some byte on, and nothing where there is none', async () => {
      const files = make()
      const content = randomBytes(1_500_000)
      await files.write('file', content)
      const from = async (start: number) => {
        const pieces: Uint8Array[] = []
        const found = await files.read('file', (piece) => pieces.push(Buffer.from(piece)), { start })
        return found && Buffer.concat(pieces)
      }
      expect((await from(1_000_001))?.equals(content.subarray(1_000_001))).toBe(true)
      expect(await from(content.length)).toEqual(Buffer.alloc(0))
      expect(await from(content.length + 1)).toEqual(Buffer.alloc(0))
      expect((await from(0))?.equals(content)).toBe(true)
      expect(await files.read('nothing', () => undefined, { start: 1 })).toBeUndefined()
      files.close()
    })

    it('replaces a file by what is written again', async () => {
      const files = make()
      await files.write('file', Buffer.from('first, and longer'))
      await files.write('file', Buffer.from('second'))
      expect((await readWhole(files, 'file'))?.toString()).toBe('second')
      files.close()
    })

    it.skipIf(!refusesWrongMd5)('does not take other bytes than their MD5 says', async () => {
      const files = make()
      const written = files.write('file', Buffer.from('these'), { md5: md5Of(Buffer.from('those')) })
      await expect(written).rejects.toMatchObject({ code: 'remote-refused' })
      expect(await files.stat('file')).toBeUndefined()
      files.close()
    })

    it('takes a part of a file of this machine', async () => {
      const files = make()
      const content = randomBytes(3_000_000)
      const part = { file: onDisk(content), start: 1_000_000, bytes: 1_700_000 }
      await files.write('part', part)
      expect((await readWhole(files, 'part'))?.equals(content.subarray(1_000_000, 2_700_000))).toBe(true)
      files.close()
    })

    it('takes many files of this machine at once, small and large', async () => {
      const files = make()
      const contents = Array.from({ length: 60 }, (_, i) => randomBytes(i % 3 === 0 ? 100 : 400_000))
      await Promise.all(
        contents.map((content, i) =>
          files.write(`many/${i}`, { file: onDisk(content), start: 0, bytes: content.length }),
        ),
      )
      const there = await Promise.all(contents.map((_, i) => readWhole(files, `many/${i}`)))
      expect(there.map((content, i) => content?.equals(contents[i]!))).toEqual(contents.map(() => true))
      files.close()
    })

    it('shows nothing of a file that got shorter while it was sent', async () => {
      const files = make()
      const part = { file: onDisk(Buffer.alloc(1000)), start: 0, bytes: 2000 }
      await expect(files.write('short', part)).rejects.toMatchObject({ code: 'conflict' })
      expect(await files.stat('short')).toBeUndefined()
      files.close()
    })

    it('removes many at once, also what is not there', async () => {
      const files = make()
      const keys = Array.from({ length: 12 }, (_, i) => `folder/${i}`)
      await Promise.all(keys.map((key) => files.write(key, Buffer.from(key))))
      await files.remove([...keys.slice(1), 'folder/nothing', 'nothing/at/all'])
      expect(await Promise.all(keys.map(async (key) => (await files.stat(key)) !== undefined))).toEqual(
        keys.map((_, i) => i === 0),
      )
      files.close()
    })

    it.each(oddNames)('is not confused by the name "%s"', async (key) => {
      const files = make()
      await files.write(key, Buffer.from(key))
      expect((await files.stat(key))?.bytes).toBe(Buffer.byteLength(key))
      expect((await readWhole(files, key))?.toString()).toBe(key)
      if (files.list) expect(await listed(files, '')).toEqual([key])
      await files.remove([key])
      expect(await files.stat(key)).toBeUndefined()
      files.close()
    })

    it('lists what begins with a prefix, if it can list', async () => {
      const files = make()
      if (!files.list) return
      const keys = ['00/one', '00/two', '01/one', 'runs/a/b/c']
      for (const key of keys) await files.write(key, Buffer.from(key))
      expect(await listed(files, '')).toEqual(keys)
      expect(await listed(files, '00/')).toEqual(['00/one', '00/two'])
      expect(await listed(files, '0')).toEqual(['00/one', '00/two', '01/one'])
      expect(await listed(files, 'nothing')).toEqual([])
      files.close()
    })

    it('does many things at once', async () => {
      const files = make()
      const contents = Array.from({ length: 100 }, (_, i) => randomBytes(100 * i))
      await Promise.all(contents.map((content, i) => files.write(`many/${i}`, content, { md5: md5Of(content) })))
      const read = await Promise.all(contents.map((_, i) => readWhole(files, `many/${i}`)))
      expect(read.map((content) => content && md5Of(content))).toEqual(contents.map(md5Of))
      files.close()
    })
  })
}

const oddNames = [
  'with a blank/and another ',
  'größe/日本語/😀',
  'plus+and%20percent%',
  'what?is=this&that#there',
  "(brackets)!'quotes'*stars*",
  'less<more>and&amp;',
  'semi;colon,comma:at@dollar$equals=',
]

export function md5Of(content: Uint8Array): string {
  return createHash('md5').update(content).digest('hex')
}

async function readWhole(files: RemoteFiles, key: string): Promise<Buffer | undefined> {
  const pieces: Uint8Array[] = []
  const found = await files.read(key, (piece) => pieces.push(Buffer.from(piece)))
  return found ? Buffer.concat(pieces) : undefined
}

async function listed(files: RemoteFiles, prefix: string): Promise<string[]> {
  const keys: string[] = []
  for await (const page of files.list!(prefix)) keys.push(...page.map(({ key }) => key))
  return keys.sort()
}
