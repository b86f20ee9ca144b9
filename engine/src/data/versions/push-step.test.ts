import { describe, expect, it } from 'vitest'
import type { RepoPath } from '../../foundation/base/index.ts'
import { pushStep } from './push-step.ts'

const hash = '5bbf5a52328e7439ae6e719dfe712200'
const key = 'd/1' as RepoPath
const recorded = { key, hash, version: { remote: 'far', etag: 'e1', version: 'v1' } }
const unknown = { key, hash }
const latest = (etag: string, version: string) => ({ key, bytes: 4, etag, version })

describe('a push to a remote that keeps versions', () => {
  it.each([
    ['keeps a file whose recorded version is the latest', recorded, latest('e1', 'v1'), { kind: 'kept' }],
    ['keeps a file that was written again as it was', recorded, latest('e1', 'v2'), { kind: 'kept' }],
    ['asks for the version of a file that is another one now', recorded, latest('e2', 'v2'), asks('v1')],
    ['asks for the version of a file that is gone', recorded, undefined, asks('v1')],
    ['sends what has no version', unknown, undefined, { kind: 'sent' }],
    ['sends what is there with another content', unknown, latest('e2', 'v2'), { kind: 'sent' }],
    ['does not send again what arrived before', unknown, latest(hash, 'v2'), confirms(latest(hash, 'v2'))],
    ['sends what is there without a version', unknown, { key, bytes: 4, etag: hash }, { kind: 'sent' }],
  ])('%s', (_, file, there, step) => {
    expect(pushStep(file, there)).toEqual(step)
  })
})

function asks(version: string) {
  return { kind: 'asked', version }
}

function confirms(there: object) {
  return { kind: 'confirmed', there }
}
