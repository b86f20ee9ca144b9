import { describe, expect, it } from 'vitest'
import { AdaptiveLimit } from './adaptive-limit.ts'

/** A server with so many hands; each question takes ten milliseconds of one of them. */
class Served {
  time = 0
  most = 0
  readonly limit: AdaptiveLimit
  readonly #hands: number
  #running = 0

  constructor(hands: number, most: number) {
    this.#hands = hands
    this.limit = new AdaptiveLimit({ first: 4, most, now: () => this.time })
  }

  /** One after the other in the time of the server, as they were let in. */
  async serve(questions: number): Promise<void> {
    const waiting: (() => void)[] = []
    const works = Array.from({ length: questions }, () =>
      this.limit.run(async () => {
        this.most = Math.max(this.most, ++this.#running)
        await new Promise<void>((resolve) => waiting.push(resolve))
        this.#running--
      }),
    )
    const all = Promise.all(works)
    const running = new Set(works)
    for (const work of works) void work.finally(() => running.delete(work))
    while (running.size > 0) {
      await new Promise(setImmediate)
      this.time += 10
      for (const end of waiting.splice(0, this.#hands)) end()
    }
    await all
  }
}

describe('a limit that adapts', () => {
  it('rises as long as answers come quickly', async () => {
    const served = new Served(1000, 64)
    await served.serve(600)
    expect(served.limit.allowed).toBe(64)
    expect(served.most).toBeLessThanOrEqual(64)
  })

  it('stays near what the other side can do at once', async () => {
    const served = new Served(8, 256)
    await served.serve(2000)
    expect(served.limit.allowed).toBeGreaterThanOrEqual(8)
    expect(served.limit.allowed).toBeLessThanOrEqual(40)
  })

  it('halves when it was too much, once for all that were on their way', () => {
    const limit = new AdaptiveLimit({ first: 16, most: 16, now: () => 1000 })
    limit.lower()
    limit.lower()
    expect(limit.allowed).toBe(8)
  })

  it('lets the next one in after a failure', async () => {
    const limit = new AdaptiveLimit({ first: 1, most: 1, now: () => 0 })
    const failing = limit.run(async () => {
      throw new Error('broken')
    })
    const next = limit.run(async () => 'done')
    await expect(failing).rejects.toThrow('broken')
    expect(await next).toBe('done')
  })
})
