import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { absolutePath } from '../foundation/base/index.ts'
import { localStore, objectsOf } from './local-store.ts'
import { placeShare } from './place-files.ts'
import { Progress } from './progress.ts'

describe.each(['hardlink', 'symlink'] as const)(
  'the share of a thread, which does not know what may go (%s)',
  (type) => {
    const root = () => absolutePath(directory, 'work')
    const read = (file: string) => fs.readFileSync(path.join(root(), file), 'utf8')
    let directory: string

    beforeEach(() => {
      directory = fs.realpathSync(fs.mkdtempSync(path.join(tmpdir(), 'place-')))
      for (const place of ['taken', 'holds']) fs.mkdirSync(path.join(root(), place), { recursive: true })
      for (const [file, text] of Object.entries({ 'taken/a': 'mine a', file: 'mine', 'holds/b': 'mine b' }))
        fs.writeFileSync(path.join(root(), file), text)
    })
    afterEach(() => fs.rmSync(directory, { recursive: true, force: true }))

    it('leaves what is there, and says of which files', async () => {
      const store = localStore(absolutePath(directory, 'store'))
      const bytes = Buffer.from('object')
      const hash = createHash('md5').update(bytes).digest('hex')
      await store.insertBytes(bytes, hash)
      const relpaths = ['taken/a', 'taken/new', 'file/below', 'file/below2', 'holds', 'fresh/c']
      const order = { place: objectsOf(store).place, store: store.name, type, scratch: directory, directory: root() }
      const left = await placeShare(
        { ...order, relpaths, hashes: relpaths.map(() => hash) },
        new Progress(undefined, 'link'),
      )
      expect(left.map((row) => relpaths[row])).toEqual(['taken/a', 'file/below', 'file/below2', 'holds'])
      expect(['taken/a', 'file', 'holds/b', 'taken/new', 'fresh/c'].map(read)).toEqual([
        'mine a',
        'mine',
        'mine b',
        'object',
        'object',
      ])
    })
  },
)
