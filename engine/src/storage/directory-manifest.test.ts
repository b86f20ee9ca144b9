import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findInManifest, makeManifest, manifestHash } from './directory-manifest.ts'
import { readManifest } from './read-manifest.ts'
import { renderManifest } from './render-manifest.ts'

const hash = 'b1946ac92492d2347c6235b4d2611184'
const textOf = (names: readonly string[]) =>
  Buffer.from(
    renderManifest(
      makeManifest(
        names,
        names.map(() => hash),
      ),
    ),
  ).toString('latin1')

describe('a directory manifest', () => {
  it('is written as Python writes JSON', () => {
    expect(textOf(['b', 'a/c'])).toBe(`[{"md5": "${hash}", "relpath": "a/c"}, {"md5": "${hash}", "relpath": "b"}]`)
  })

  it('of no files has a well-known name', () => {
    expect(manifestHash(renderManifest(makeManifest([], [])))).toBe('d751713988987e9331980363e24189ce.dir')
  })

  it.each([
    ['é', '\\u00e9'],
    ['😀', '\\ud83d\\ude00'],
    ['tab\tnew\nquote"back\\', 'tab\\tnew\\nquote\\"back\\\\'],
    ['\u0001\u007f', '\\u0001\\u007f'],
    ["a&<>'", "a&<>'"],
  ])('escapes %j', (name, escaped) => expect(textOf([name])).toContain(`"relpath": "${escaped}"}`))

  it('sorts whole paths by code points', () => {
    const names = ['😀.txt', '\ufffd.txt', 'a/b', 'a-b', 'a0', 'a.b', 'é', 'e\u0301']
    expect(makeManifest(names, names).relpaths).toEqual([
      'a-b',
      'a.b',
      'a/b',
      'a0',
      'e\u0301',
      'é',
      '\ufffd.txt',
      '😀.txt',
    ])
    expect(makeManifest(names, names).hashes).toEqual(makeManifest(names, names).relpaths)
  })

  it('is read in any layout and order', () => {
    const text = `[\n {"relpath": "b", "md5": "${hash}", "size": 3},\n {"md5": "${hash}", "relpath": "a"}]`
    expect(readManifest(Buffer.from(text)).relpaths).toEqual(['a', 'b'])
  })

  it.each([
    '',
    'null',
    '{}',
    '[1]',
    '[{"md5": 1, "relpath": "a"}]',
    '[{"relpath": "a"}]',
    `[{"md5": "${hash}", "relpath": "a"}`,
    'garbage',
  ])('is refused if it is no list of files: %s', (text) => {
    expect(() => readManifest(Buffer.from(text), 'ab.dir')).toThrow(
      expect.objectContaining({ code: 'corrupt-object', message: '"ab.dir" is not a list of files.' }),
    )
  })

  it('reads what it renders, whatever the names', () => {
    const name = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !/^\.{1,2}$|[/\0]/.test(text))
    const names = fc.uniqueArray(name, { maxLength: 30 })
    fc.assert(
      fc.property(names, (relpaths) => {
        const manifest = makeManifest(
          relpaths,
          relpaths.map((_, i) => i.toString(16).padStart(32, '0')),
        )
        expect(readManifest(renderManifest(manifest))).toEqual(manifest)
        for (const [i, relpath] of manifest.relpaths.entries())
          expect(findInManifest(manifest, relpath)).toBe(manifest.hashes[i])
      }),
    )
  })
})

describe('a manifest from somebody else', () => {
  const entry = (relpath: string, md5 = 'd41d8cd98f00b204e9800998ecf8427e') => JSON.stringify([{ md5, relpath }])

  it.each(['../x', 'a/../../x', '/x', 'a//x', './x', '..', '', 'a/', 'a\0b'])('may not lead to %j', (relpath) => {
    for (const text of [entry(relpath), entry(relpath).replaceAll('":', '": ').replaceAll(',"', ', "')])
      expect(() => readManifest(Buffer.from(text))).toThrow(/cannot be/)
  })

  it.each(['../../../../etc/passwd0123456789', 'D41D8CD98F00B204E9800998ECF8427E', ''])(
    'may not call %j a hash',
    (md5) => {
      expect(() => readManifest(Buffer.from(entry('a', md5)))).toThrow(/cannot be/)
    },
  )

  it.each(['..a', 'a/..b/c..', '.a', '...'])('may have a file %j', (relpath) => {
    expect(readManifest(Buffer.from(entry(relpath))).relpaths).toEqual([relpath])
  })
})
