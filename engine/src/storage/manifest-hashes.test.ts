import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeManifest } from './directory-manifest.ts'
import { manifestHashes, manifestHashesFrom } from './manifest-hashes.ts'
import { readManifest } from './read-manifest.ts'
import { renderManifest } from './render-manifest.ts'

const hash = fc.stringMatching(/^[0-9a-f]{32}$/)
const relpath = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .map((text) => text.replaceAll('#', '{"md5": "0f'))
  .filter((text) => !/(?:^|\/)\.{0,2}(?:\/|$)|\0/.test(text) && !/[\ud800-\udfff]/.test(text))

describe('the hashes of a manifest', () => {
  it('are those that reading all of it gives', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(relpath, hash), { selector: ([path]) => path, maxLength: 40 }), (entries) => {
        const manifest = makeManifest(
          entries.map(([path]) => path),
          entries.map(([, of]) => of),
        )
        const bytes = renderManifest(manifest)
        expect([...manifestHashes(bytes, 'm.dir')]).toEqual(manifest.hashes)
        for (const beginning of ['', 'a', '0f', ...manifest.hashes.slice(0, 2).map((one) => one.slice(0, 2))])
          expect(manifestHashesFrom(bytes, 'm.dir', beginning)).toEqual(
            manifest.hashes.filter((one) => one.startsWith(beginning)),
          )
      }),
    )
  })

  it.each([
    ['another layout', `[{"relpath":"a","md5":"${'a'.repeat(32)}"}]`],
    ['a further field', `[{"md5": "${'a'.repeat(32)}", "relpath": "a", "x": 1}]`],
    ['no files', '[]'],
  ])('are read from %s as well', (_, text) => {
    const bytes = Buffer.from(text)
    expect([...manifestHashes(bytes, 'm.dir')]).toEqual(readManifest(bytes).hashes)
    expect(manifestHashesFrom(bytes, 'm.dir', 'aa')).toEqual(readManifest(bytes).hashes)
  })

  it.each([
    ['no hash', `[{"md5": "${'g'.repeat(32)}", "relpath": "a"}]`],
    ['an end that is missing', `[{"md5": "${'a'.repeat(32)}", "relpath": "a"}`],
    ['a text that does not end', `[{"md5": "${'a'.repeat(32)}", "relpath": "a`],
    ['no manifest', 'hello'],
  ])('are refused with %s', (_, text) => {
    expect(() => manifestHashes(Buffer.from(text), 'm.dir')).toThrow('m.dir')
  })
})
