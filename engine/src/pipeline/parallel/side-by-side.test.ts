import { describe, expect, it } from 'vitest'
import { sideBySide } from './side-by-side.ts'

const waitsFor: Record<string, readonly string[]> = { c: ['a', 'b'], d: ['c'] }

/** What began and ended, with those that fail in capitals. */
async function visited(nodes: readonly string[], failing = ''): Promise<string> {
  const seen: string[] = []
  const visit = async (node: string) => {
    seen.push(`${node}(`)
    await Promise.resolve()
    if (node === failing) throw new Error(`${node} failed`)
    seen.push(`)${node}`)
  }
  const stop = () => void seen.push('stop')
  const all = sideBySide({ nodes, earlierOf: (node) => waitsFor[node] ?? [], visit, stop })
  await all.catch((error: Error) => seen.push(error.message))
  return seen.join(' ')
}

describe('side by side', () => {
  it('goes what can, and waits for what it must', async () => {
    expect(await visited(['a', 'b', 'c', 'd'])).toBe('a( b( )a )b c( )c d( )d')
  })

  it('nothing new begins after a failure, and what was begun ends', async () => {
    expect(await visited(['a', 'b', 'c', 'd'], 'a')).toBe('a( b( )b stop a failed')
  })
})
