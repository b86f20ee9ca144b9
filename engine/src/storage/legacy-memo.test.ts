import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { absolutePath } from '../foundation/base/index.ts'
import { legacyMemo } from './legacy-memo.ts'
import { localStore } from './local-store.ts'
import { md5Hex } from './md5/md5-bytes.ts'
import { migrateObjects } from './migrate-objects.ts'
import { statIndex } from './stat-index.ts'

const base = absolutePath(fs.mkdtempSync(path.join(os.tmpdir(), 'legacy ')))
afterAll(() => fs.rmSync(base, { recursive: true }))

const place = (name: string) => absolutePath(base, name)
const md5 = (text: string) => md5Hex(Buffer.from(text))

describe('data of DVC before 3.0', () => {
  it('is hashed with LF for CRLF, file by file', async () => {
    fs.mkdirSync(place('d'))
    fs.writeFileSync(place('d/crlf'), 'a\r\nb\r\n')
    fs.writeFileSync(place('d/lf'), 'a\n')
    fs.writeFileSync(place('d/binary'), '\0\r\n')
    const memo = legacyMemo(statIndex(place('index')), localStore(place('cache'), { legacy: true }))
    expect(await memo.observe(place('d/crlf'))).toMatchObject({ kind: 'file', hash: md5('a\nb\n'), bytes: 6 })
    const seen = await memo.observe(place('d'))
    if (seen.kind !== 'directory') throw new Error(seen.kind)
    expect(seen.manifest()).toEqual({
      relpaths: ['binary', 'crlf', 'lf'],
      hashes: [md5('\0\r\n'), md5('a\nb\n'), md5('a\n')],
    })
    expect(seen.hash).toMatch(/^[0-9a-f]{32}\.dir$/)
    expect(seen.bytes).toBe(11)
  })

  it('is brought into the area of today under the hash of its bytes, once, and stays where it was', async () => {
    const from = localStore(place('old'), { legacy: true })
    const to = localStore(place('old'))
    await from.insertBytes(Buffer.from('a\r\n'), md5('a\n'))
    await from.insertBytes(Buffer.from('x'), md5('x'))
    await from.insertBytes(Buffer.from('[]'), `${md5('[]')}.dir`)
    await from.insertBytes(Buffer.from('not y'), md5('y'))
    const { count, names, corrupt } = await migrateObjects(from, to)
    expect(count).toBe(3)
    expect(names).toEqual(
      new Map([
        [md5('a\n'), md5('a\r\n')],
        [md5('x'), md5('x')],
      ]),
    )
    expect(corrupt).toEqual([md5('y')])
    expect(fs.statSync(to.pathOf(md5('a\r\n'))).ino).toBe(fs.statSync(from.pathOf(md5('a\n'))).ino)
    expect(await to.has(`${md5('[]')}.dir`)).toBe(true)
    expect((await migrateObjects(from, to)).count).toBe(0)
  })
})
