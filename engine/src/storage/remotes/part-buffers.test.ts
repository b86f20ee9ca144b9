import { describe, expect, it } from 'vitest'
import { PartBuffers } from './part-buffers.ts'

describe('the buffers for parts', () => {
  it('are no more than allowed, whoever asks for them', async () => {
    const buffers = new PartBuffers(2)
    const seen = new Set<Uint8Array>()
    let atOnce = 0
    let most = 0
    const use = () =>
      buffers.during(8, async (buffer) => {
        seen.add(buffer)
        most = Math.max(most, ++atOnce)
        await Promise.resolve()
        atOnce--
      })
    await Promise.all(Array.from({ length: 9 }, use))
    expect([most, seen.size]).toEqual([2, 2])
  })

  it('grow to what is asked for', async () => {
    const buffers = new PartBuffers(1)
    const lengths: number[] = []
    for (const bytes of [4, 2, 8]) await buffers.during(bytes, async ({ length }) => void lengths.push(length))
    expect(lengths).toEqual([4, 4, 8])
  })

  it('are free again when the work fails', async () => {
    const buffers = new PartBuffers(1)
    await expect(buffers.during(1, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    await expect(buffers.during(1, async () => 'done')).resolves.toBe('done')
  })
})
