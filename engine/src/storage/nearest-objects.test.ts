import { describe, expect, it } from 'vitest'
import { NearestObjects } from './nearest-objects.ts'
import type { ObjectStore } from './object-store.ts'

const hashOfA = '0cc175b9c0f1b6a831c399e269772661'

/** Has one object of these bytes, and counts how often it is opened and asked. */
function far(bytes: string) {
  const counts = { opened: 0, asked: 0 }
  const read = async () => {
    counts.asked++
    return Buffer.from(bytes)
  }
  const open = () => {
    counts.opened++
    return { name: 's3://far', read } as unknown as ObjectStore
  }
  return { counts, open }
}

const holding = (bytes?: string) => {
  const kept: string[] = []
  return {
    kept,
    read: async () => (bytes === undefined ? undefined : Buffer.from(bytes)),
    insertBytes: async (_: Uint8Array, hash: string) => void kept.push(hash),
  }
}

describe('the nearest object', () => {
  it('is that of the cache, and nobody else is asked', async () => {
    const { counts, open } = far('a')
    expect(String(await new NearestObjects(holding('a'), open).read(hashOfA))).toBe('a')
    expect(counts).toEqual({ opened: 0, asked: 0 })
  })

  it('comes once from farther away for all who want it at the same time, and stays', async () => {
    const { counts, open } = far('a')
    const cache = holding()
    const objects = new NearestObjects(cache, open)
    const read = await Promise.all([objects.read(hashOfA), objects.read(hashOfA)])
    expect(read.map(String)).toEqual(['a', 'a'])
    expect(counts).toEqual({ opened: 1, asked: 1 })
    expect(cache.kept).toEqual([hashOfA])
  })

  it('is refused if its bytes are others', async () => {
    const cache = holding()
    const objects = new NearestObjects(cache, far('b').open)
    await expect(objects.read(hashOfA)).rejects.toMatchObject({
      code: 'corrupt-object',
      message: `s3://far: the bytes of '${hashOfA}' are not what its name says.`,
    })
    expect(cache.kept).toEqual([])
  })

  it('is nowhere where there is no other place', async () => {
    expect(await new NearestObjects(holding(), () => undefined).read(hashOfA)).toBeUndefined()
  })
})
