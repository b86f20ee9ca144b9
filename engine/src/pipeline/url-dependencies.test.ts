import { describe, expect, it } from 'vitest'
import type { SourceState } from '../data/index.ts'
import { lockEntryFrom, lockEntryValue } from './lock-entry.ts'
import { lockedUrl, recordedState, urlChange } from './url-dependencies.ts'

const states: readonly SourceState[] = [
  { name: 'etag', value: '"abc"', bytes: 3 },
  { name: 'checksum', value: '"abc"', bytes: 3 },
  { name: 'etag', value: 'abc', bytes: 3, version: '17' },
  { name: 'md5', value: 'd41d8cd98f00b204e9800998ecf8427e', bytes: 0 },
  { name: 'md5', value: 'd41d8cd98f00b204e9800998ecf8427e.dir', bytes: 4, files: 2 },
]

const url = 's3://bucket/x'
const entryOf = (state: SourceState) => ({ cmd: 'x', deps: [lockedUrl(url, state)], params: new Map(), outs: [] })

describe('a dependency on a URL', () => {
  it.each(states)('is as recorded when its storage says the same: $name $value', (state) => {
    const [read] = lockEntryFrom(lockEntryValue(entryOf(state))).deps
    expect(urlChange({ kind: 'there', state }, read)).toBeUndefined()
    expect(urlChange({ kind: 'there', state: { ...state, value: 'another' } }, read)).toBe('modified')
    expect(recordedState(read)).toMatchObject({ hash: state.value, bytes: state.bytes })
  })

  it('is modified when nothing or something of another kind is recorded, and deleted when nothing is there', () => {
    const etag: SourceState = { name: 'etag', value: 'abc' }
    expect(urlChange({ kind: 'there', state: etag }, undefined)).toBe('modified')
    expect(urlChange({ kind: 'there', state: etag }, lockedUrl(url, { name: 'checksum', value: 'abc' }))).toBe(
      'modified',
    )
    expect(urlChange({ kind: 'missing' }, lockedUrl(url, etag))).toBe('deleted')
  })

  it('is recorded with what its storage tells, in the order of DVC', () => {
    const state: SourceState = { name: 'etag', value: 'abc', bytes: 3, version: '17' }
    expect([...(lockEntryValue(entryOf(state)).get('deps') as Map<string, unknown>[])[0]!]).toEqual([
      ['path', url],
      ['hash', 'md5'],
      ['etag', 'abc'],
      ['size', 3],
      ['version_id', '17'],
    ])
  })
})
