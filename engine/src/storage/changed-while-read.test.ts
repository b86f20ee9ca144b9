import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import type { FilesToRead, ReadSink } from './files-to-read.ts'
import type { Reading } from './hash-memo.ts'
import type { LinkType } from './link-type.ts'
import { localStore, objectsOf } from './local-store.ts'
import { Progress } from './progress.ts'
import { isQuiet } from './quiet-files.ts'
import { readFiles } from './read-files.ts'
import { memoryMemo } from './stat-index.ts'
import { steadyReading } from './steady-reading.ts'
import { storeSink } from './store-sinks.ts'

const md5 = (bytes: string | Uint8Array) => createHash('md5').update(bytes).digest('hex')
let root: AbsolutePath
beforeEach(() => {
  root = absolutePath(fs.mkdtempSync(path.join(tmpdir(), 'changed-')))
})
afterEach(() => fs.rmSync(root, { recursive: true, force: true }))

const at = (file: string) => absolutePath(root, file)
const silent = () => new Progress(undefined, 'silent')
const anHourAgo = new Date(Date.now() - 3_600_000)

function writeOld(file: string, content: string): string {
  fs.writeFileSync(at(file), content)
  fs.utimesSync(at(file), anHourAgo, anHourAgo)
  return at(file)
}

function replaceFile(file: string): void {
  fs.writeFileSync(at('new'), 'new')
  fs.renameSync(at('new'), file)
}

function seen(...files: string[]): FilesToRead {
  const stats = files.map((file) => fs.statSync(file))
  return {
    paths: files,
    bytes: Float64Array.from(stats, ({ size }) => size),
    mtimes: Float64Array.from(stats, ({ mtimeMs }) => mtimeMs),
  }
}

describe('a file that is written while it is read', () => {
  const large = 'x'.repeat(3 << 20)

  /** Changes the first file as soon as a piece of it was read. */
  const changing = (files: FilesToRead, change: (file: string) => void): ReadSink => ({
    takeSmall: () => undefined,
    takeLarge: () => ({
      write: () => {
        if (fs.statSync(files.paths.at(0)!).mtimeMs === files.mtimes[0]) change(files.paths.at(0)!)
      },
      end: () => undefined,
      abandon: () => undefined,
    }),
    refuseUnsteady: (file) => {
      throw new Error(`refused: ${path.basename(files.paths.at(file)!)}`)
    },
  })

  it.each([
    ['rewritten with as many bytes', (file: string) => fs.writeFileSync(file, 'y'.repeat(large.length))],
    ['appended to', (file: string) => fs.appendFileSync(file, 'y')],
    ['cut off', (file: string) => fs.truncateSync(file, 1 << 20)],
    ['replaced', replaceFile],
  ])('is refused when it is %s', async (_, change) => {
    const alone = seen(writeOld('a', large))
    await expect(readFiles(alone, changing(alone, change), silent())).rejects.toThrow('refused: a')
    const sideBySide = seen(writeOld('a', large), writeOld('b', large))
    await expect(readFiles(sideBySide, changing(sideBySide, change), silent())).rejects.toThrow('refused:')
  })

  it('is read as it is now when it was written between being seen and being read', async () => {
    const files = seen(...[0, 1, 2, 3, 4, 5].map((i) => writeOld(`f${i}`, 'x'.repeat(1 << 20))))
    const changeLast: ReadSink = {
      takeSmall: (file) => {
        if (file === 0) fs.writeFileSync(files.paths.at(5)!, 'y'.repeat(1 << 20))
      },
      takeLarge: () => ({ end: () => undefined, abandon: () => undefined }),
      refuseUnsteady: () => undefined,
    }
    const { hashes } = await readFiles(files, changeLast, silent())
    expect(hashes.at(5)).toBe(md5('y'.repeat(1 << 20)))
  })

  it('is nobody’s concern where its hash is not going to be recorded', async () => {
    const files = seen(writeOld('f', large))
    const { refuseUnsteady: _, ...sink } = changing(files, (file) => fs.appendFileSync(file, 'y'))
    expect((await readFiles(files, sink, silent())).hashes.at(0)).toEqual(md5(`${large}y`))
  })
})

it('a hash that is going to be recorded is found without a store, too', async () => {
  const files = seen(writeOld('f', 'old'))
  fs.writeFileSync(at('f'), 'new and longer')
  expect((await steadyReading.read(files, undefined)).hashes.at(0)).toEqual(md5('new and longer'))
})

describe.each<LinkType>(['copy', 'reflink', 'hardlink', 'symlink'])(
  'a file that is written after it was read: %s',
  (type) => {
    const sinkFor = (files: FilesToRead) => {
      const objects = objectsOf(localStore(at('cache')))
      return {
        objects,
        sink: storeSink({ objects, type, scratch: root, files, touched: new Uint8Array(1), isFinished: false }),
      }
    }

    it.each([
      ['a small one', (sink: ReadSink) => sink.takeSmall(0, Buffer.from('old'), md5('old'))],
      ['a large one', (sink: ReadSink) => large(sink)],
    ])('%s keeps what was written, and its old hash stands for the old bytes or for nothing', (_, take) => {
      const files = seen(writeOld('f', 'old'))
      const { objects, sink } = sinkFor(files)
      fs.writeFileSync(at('f'), 'new')
      try {
        take(sink)
      } catch (error) {
        expect(String(error)).toContain(`'${at('f')}' was changed while it was being read.`)
      }
      expect(fs.readFileSync(at('f'), 'utf8')).toBe('new')
      expect(fs.lstatSync(at('f')).isSymbolicLink()).toBe(false)
      if (objects.find(md5('old'))) expect(fs.readFileSync(objects.pathOf(md5('old')), 'utf8')).toBe('old')
      expect(objects.find(md5('new'))).toBeUndefined()
    })

    function large(sink: ReadSink): void {
      const taker = sink.takeLarge(0)
      taker.write?.(Buffer.from('old'))
      taker.end(md5('old'), 3)
    }
  },
)

describe('a file is quiet', () => {
  it.each([
    ['long after it was written', 1_000_000.5, 1_000_100, true],
    ['not at once', 1_000_000.5, 1_000_010, false],
    ['not within two seconds where times are whole ones', 1_000_000, 1_001_500, false],
    ['when its time is in the future', 9_000_000.5, 1_000_000, true],
  ])('%s', (_, mtime, time, expected) => expect(isQuiet(mtime, time)).toBe(expected))
})

it('files of something that has ended are not waited for', () => {
  const files = seen(writeOld('f', 'old'))
  const storing = { objects: objectsOf(localStore(at('cache'))), type: undefined, scratch: root, files }
  const sinkOf = (isFinished: boolean) => storeSink({ ...storing, touched: new Uint8Array(1), isFinished })
  expect([sinkOf(true).refuseUnsteady, sinkOf(false).refuseUnsteady]).toEqual([undefined, expect.any(Function)])
})

describe('what goes while it is looked at', () => {
  const missingOnce = (): Reading => ({
    isSettled: () => true,
    read: async () => {
      fs.rmSync(at('d'), { recursive: true, force: true })
      fs.statSync(at('d'))
      throw new Error('is there')
    },
  })

  it('is missing', async () => {
    fs.mkdirSync(at('d'))
    writeOld('d/f', 'x')
    expect(await memoryMemo().observe(at('d'), { reading: missingOnce() })).toEqual({ kind: 'missing' })
  })

  it('is told of when it comes and goes all the time', async () => {
    fs.mkdirSync(at('d'))
    writeOld('d/f', 'x')
    const gone: Reading = {
      isSettled: () => true,
      read: async () => {
        fs.statSync(at('d/gone'))
        throw new Error('is there')
      },
    }
    await expect(memoryMemo().observe(at('d'), { reading: gone })).rejects.toThrow(
      `'${at('d/gone')}' was changed while it was being read.`,
    )
  })
})
