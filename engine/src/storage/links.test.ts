import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import type { LinkType } from './link-type.ts'
import { openLinks } from './links.ts'
import { localStore } from './local-store.ts'
import { placeFiles } from './place-files.ts'
import { isPlaced, placeObject } from './place-object.ts'
import { unprotect } from './unprotect.ts'

const md5 = (text: string) => createHash('md5').update(text).digest('hex')
let root: AbsolutePath
beforeEach(() => {
  root = absolutePath(fs.mkdtempSync(path.join(tmpdir(), 'links-')))
})
afterEach(() => fs.rmSync(root, { recursive: true, force: true }))

const at = (file: string) => absolutePath(root, file)
const modeOf = (file: string) => (fs.lstatSync(file).mode & 0o7777).toString(8)
const linksWith = async (type: LinkType, ...texts: string[]) => {
  const store = localStore(at('cache'))
  for (const text of texts) await store.insertBytes(Buffer.from(text), md5(text))
  return openLinks(store, [type])
}
const types = ['copy', 'hardlink', 'symlink'] as const

describe.each(types)('placing objects as %s', (type) => {
  it('makes directories and the file, in place of an older one', async () => {
    const links = await linksWith(type, 'new', 'old')
    placeObject(links, md5('old'), at('a/b/f'))
    placeObject(links, md5('new'), at('a/b/f'))
    expect(fs.readFileSync(at('a/b/f'), 'utf8')).toBe('new')
    expect(isPlaced(links, md5('new'), at('a/b/f'))).toBe(true)
    expect(fs.readdirSync(at('a/b'))).toEqual(['f'])
  })

  it('leaves whole files, and nothing else, when one is missing', async () => {
    const links = await linksWith(type, 'one')
    const files = new Map([
      ['d/a', md5('one')],
      ['d/b', md5('gone')],
    ])
    await expect(placeFiles(links, at('new'), files)).rejects.toMatchObject({ code: 'missing-data' })
    expect(fs.readdirSync(at('new'), { recursive: true })).toEqual(['d', path.join('d', 'a')])
    await placeFiles(links, at('new'), new Map([['d/a', md5('one')]]))
    expect(fs.readFileSync(at('new/d/a'), 'utf8')).toBe('one')
  })

  it('puts files below a directory that is a link to another one', async () => {
    const links = await linksWith(type, 'one')
    fs.mkdirSync(at('elsewhere'))
    fs.symlinkSync('elsewhere', at('linked'))
    await placeFiles(
      links,
      at('linked'),
      new Map([
        ['d/a', md5('one')],
        ['f', md5('one')],
      ]),
    )
    expect(fs.readFileSync(at('elsewhere/d/a'), 'utf8')).toBe('one')
  })

  it('writes nothing behind a link that lies inside the directory', async () => {
    const links = await linksWith(type, 'one')
    fs.mkdirSync(at('data'))
    fs.mkdirSync(at('elsewhere'))
    fs.symlinkSync('../elsewhere', at('data/sub'))
    await expect(placeFiles(links, at('data'), new Map([['sub/a', md5('one')]]))).rejects.toMatchObject({
      code: 'outside-project',
    })
    expect(fs.readdirSync(at('elsewhere'))).toEqual([])
  })

  it('can be repeated', async () => {
    const links = await linksWith(type, 'x')
    for (let i = 0; i < 2; i++) placeObject(links, md5('x'), at('f'))
    expect(fs.readdirSync(root).toSorted()).toEqual(['cache', 'f'])
  })

  it('places many, also over directories and below what was a file', async () => {
    const links = await linksWith(type, 'one', 'two', '')
    fs.mkdirSync(at('d/was-directory/x'), { recursive: true })
    fs.writeFileSync(at('d/was-file'), 'x')
    const files = new Map(
      [
        ['a', 'one'],
        ['was-directory', 'two'],
        ['was-file/b', 'one'],
        ['empty', ''],
      ].map(([name, text]) => [name!, md5(text!)]),
    )
    await placeFiles(links, at('d'), files)
    await placeFiles(links, at('d'), new Map([['a', md5('two')]]))
    const text = (file: string) => fs.readFileSync(at(`d/${file}`), 'utf8')
    expect(['a', 'was-directory', 'was-file/b', 'empty'].map(text)).toEqual(['two', 'two', 'one', ''])
  })

  it('refuses an object that the store does not have, and touches nothing', async () => {
    const links = await linksWith(type)
    fs.writeFileSync(at('f'), 'mine')
    expect(() => placeObject(links, md5('gone'), at('f'))).toThrow(expect.objectContaining({ code: 'missing-data' }))
    await expect(placeFiles(links, root, new Map([['f', md5('gone')]]))).rejects.toMatchObject({ code: 'missing-data' })
    await expect(placeFiles(links, root, new Map([['g', md5('gone')]]))).rejects.toMatchObject({ code: 'missing-data' })
    expect(fs.readFileSync(at('f'), 'utf8')).toBe('mine')
    expect(fs.readdirSync(root).filter((name) => name !== 'cache')).toEqual(['f'])
  })

  it('gives the workspace a file of its own when unprotected', async () => {
    const links = await linksWith(type, 'x', 'y')
    await placeFiles(
      links,
      at('d'),
      new Map([
        ['f', md5('x')],
        ['sub/g', md5('y')],
      ]),
    )
    unprotect(at('d'))
    for (const file of ['d/f', 'd/sub/g']) {
      expect(fs.lstatSync(at(file))).toMatchObject({ nlink: 1 })
      expect(modeOf(at(file))).toBe('644')
    }
    fs.writeFileSync(at('d/f'), 'changed')
    expect(fs.readFileSync(links.store.pathOf(md5('x')), 'utf8')).toBe('x')
    expect(modeOf(links.store.pathOf(md5('x')))).toBe('444')
  })
})

describe('links', () => {
  it('give copies the modes of the workspace', async () => {
    const links = await linksWith('copy', 'x')
    placeObject(links, md5('x'), at('f'))
    placeObject(links, md5('x'), at('run'), { isExecutable: true })
    expect([modeOf(at('f')), modeOf(at('run'))]).toEqual(['644', '744'])
  })

  it('give every empty file an inode of its own', async () => {
    const links = await linksWith('hardlink', '')
    placeObject(links, md5(''), at('f'))
    expect(fs.statSync(at('f')).nlink).toBe(1)
    expect(isPlaced(links, md5(''), at('f'))).toBe(true)
  })

  it.each(types.flatMap((is) => types.map((wanted) => [is, wanted] as const)))(
    'know that a %s is not a %s',
    async (is, wanted) => {
      placeObject(await linksWith(is, 'x'), md5('x'), at('f'))
      expect(isPlaced(await linksWith(wanted), md5('x'), at('f'))).toBe(is === wanted)
    },
  )

  it('take the first wanted kind that works, and leave nothing behind', () => {
    const links = openLinks(localStore(at('cache')), ['symlink', 'copy'])
    expect(links.typeFor(at('d/not/there'))).toBe('symlink')
    expect(fs.readdirSync(root)).toEqual(['cache'])
    expect(fs.readdirSync(at('cache/files/md5'))).toEqual([])
  })

  it('say where there is nothing to unprotect', () => {
    expect(() => unprotect(at('none'))).toThrow(`can't unprotect non-existing data '${at('none')}'`)
  })
})

describe('a hash that is none', () => {
  it.each(['../../secret', '..secret', 'ab/../../c', 'ab..', 'ab.', 'ab', '', 'ab\0c', 'ab\\c'])(
    '%j leads nowhere',
    (text) => {
      expect(() => localStore(at('cache')).pathOf(text)).toThrow(/is not the hash of any object/)
    },
  )
})
