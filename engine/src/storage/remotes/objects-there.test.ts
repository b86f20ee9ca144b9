import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { RemoteFile, RemoteFiles } from './remote-files.ts'
import { remoteStore } from './remote-store.ts'

const hashes = Array.from({ length: 200 }, (_, i) => createHash('md5').update(String(i)).digest('hex'))
const there = hashes.slice(0, 150).map((hash, i): RemoteFile => {
  return { key: `files/md5/${hash.slice(0, 2)}/${hash.slice(2)}`, bytes: 3_000_000_000 + i }
})

/** Has the first of the objects, very large ones, and of those only that they are there. */
const files = {
  name: 'far',
  concurrency: 4,
  stat: async (key: string) => there.find((file) => file.key === key),
  list: async function* (prefix: string) {
    yield there.filter(({ key }) => key.startsWith(prefix))
  },
} as unknown as RemoteFiles

describe('the objects of a remote', () => {
  it.each([
    ['by asking for each', { ...files, list: undefined } as unknown as RemoteFiles],
    ['by listing', files],
  ])('tell their sizes in the order asked, %s', async (_, from) => {
    const asked = [...hashes].reverse()
    const sizes = await remoteStore(from).sizes([...asked, hashes[7]!])
    expect(sizes).toEqual([...asked.map((hash) => sizeOf(hash)), 3_000_000_007])
  })
})

function sizeOf(hash: string): number | undefined {
  return there[hashes.indexOf(hash)]?.bytes
}
