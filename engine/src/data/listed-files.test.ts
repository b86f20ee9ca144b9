import { describe, expect, it } from 'vitest'
import type { RepoPath } from '../foundation/base/index.ts'
import { parseDvcFile, updateDvcFile } from './dvc-file.ts'

const file = 'd.dvc' as RepoPath
const listing = `outs:
- hash: md5
  path: d
  files:
  - relpath: a
    md5: 5bbf5a52328e7439ae6e719dfe712200
    size: 4
    cloud:
      far:
        etag: an etag
        version_id: a version
  - relpath: sub/b
    md5: c193497a1a06b2c72230e6146ff47080
    size: 5
    isexec: true
`

describe('a .dvc file that lists the files of a directory', () => {
  it('stands for the directory of these files', () => {
    expect(parseDvcFile(listing, file).outputs[0]!.recorded).toMatchObject({
      hash: '4211c2906890cae89273355c275c091b.dir',
      bytes: 9,
      files: 2,
    })
  })

  it('is the same after it was read and written', () => {
    const parsed = parseDvcFile(listing, file)
    expect(updateDvcFile(parsed, new Map([['d', parsed.outputs[0]!.recorded!]]))).toBe(listing)
  })

  it('may have versions without the name of their remote, as an update by DVC leaves them', () => {
    const text = listing.replace(
      '    cloud:\n      far:\n        etag: an etag\n        version_id: a version\n',
      '    version_id: a version\n    etag: an etag\n',
    )
    const { recorded } = parseDvcFile(text, file).outputs[0]!
    expect(recorded!.listing![0]!.version).toEqual({ etag: 'an etag', version: 'a version' })
    expect(updateDvcFile(parseDvcFile(text, file), new Map([['d', recorded!]]))).toBe(text)
  })

  it('tells nothing when its list is empty', () => {
    const text = 'outs:\n- hash: md5\n  path: d\n  files: []\n'
    expect(parseDvcFile(text, file).outputs[0]!.recorded).toBeUndefined()
  })

  it('may not name a file outside of the directory', () => {
    expect(() => parseDvcFile(listing.replace('sub/b', '../b'), file)).toThrow(
      '"d" has an entry that cannot be: "../b"',
    )
  })
})
