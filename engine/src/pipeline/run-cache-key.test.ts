import { describe, expect, it } from 'vitest'
import { float, type Value } from '../foundation/formats/index.ts'
import type { LockEntry } from './lock-entry.ts'
import { parseRunCacheEntry, renderRunCacheEntry, runCacheKey, runCacheName, runCachePath } from './run-cache-key.ts'

const params = (values: Record<string, Value>) => new Map([['params.yaml', new Map(Object.entries(values))]])
const file = (path: string, hash: string) => ({ path, content: { hash, bytes: 2 }, isLegacy: false })

/** A stage that DVC 3.67 ran; the names are those it gave the run. */
const ran: LockEntry = {
  cmd: 'echo x y\necho a > "f_x y"\n',
  deps: [],
  params: params({ lr: 1e-5 }),
  outs: [file('f_x y', '60b725f10c9c85c70d97880dfe8191b3')],
}
const recorded = {
  key: 'e6ee0bc2b2821c5034e41a1a6bf169797124d87dbe04b041db9d92bdfe8a97df',
  value: 'f65069c063a31e41c101931328421f69382ff08762e78387318883ac7a4357e4',
}

describe('the run cache', () => {
  it('names a run as DVC does', () => {
    expect(runCacheName(ran)).toEqual(recorded)
    expect(runCachePath(recorded)).toBe(`${recorded.key.slice(0, 2)}/${recorded.key}/${recorded.value}`)
  })

  it('tells runs of the same inputs apart by their outputs only', () => {
    const other = runCacheName({ ...ran, outs: [file('f_x y', 'b026324c6904b2a9cb4b88d6d61c81d1')] })
    expect(other.key).toBe(recorded.key)
    expect(other.value).not.toBe(recorded.value)
  })

  it.each<[string, Partial<LockEntry>, boolean]>([
    ['the command', { cmd: 'echo' }, false],
    ['a value', { params: params({ lr: 2 }) }, false],
    ['an int for a float', { params: params({ lr: 1 }) }, false],
    ['the path of an output', { outs: [file('other', '60b725f10c9c85c70d97880dfe8191b3')] }, false],
    [
      'sizes',
      {
        outs: [
          { path: 'f_x y', content: { hash: '60b725f10c9c85c70d97880dfe8191b3', bytes: 9, files: 3 }, isLegacy: false },
        ],
      },
      true,
    ],
  ])('takes %s into account: %j', (_, change, isSame) => {
    expect(runCacheKey({ ...ran, ...change }) === recorded.key).toBe(isSame)
  })

  it('does not care for the order in which files and keys are given', () => {
    const deps = [file('a', '60b725f10c9c85c70d97880dfe8191b3'), file('b', 'b026324c6904b2a9cb4b88d6d61c81d1')]
    const one = { ...ran, deps, params: params({ a: float(1), b: 2 }) }
    expect(runCacheName({ ...one, deps: [...deps].reverse(), params: params({ b: 2, a: float(1) }) })).toEqual(
      runCacheName(one),
    )
  })

  it('reads what it wrote, and nothing damaged', () => {
    const text = renderRunCacheEntry(ran)
    expect(parseRunCacheEntry(text, 'run')).toEqual(ran)
    expect(parseRunCacheEntry(text.slice(0, 40), 'run')).toBeUndefined()
    expect(parseRunCacheEntry('', 'run')).toBeUndefined()
    expect(parseRunCacheEntry('cmd: x\nfoo: 1\n', 'run')).toBeUndefined()
  })
})
