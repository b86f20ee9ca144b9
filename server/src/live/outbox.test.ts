import { describe, expect, it } from 'vitest'
import { Outbox } from './outbox.ts'

const changed = (data: string) => ({ event: 'changed', data })

describe('an outbox', () => {
  it('gives messages as they come, until it is closed', async () => {
    const outbox = new Outbox()
    const taken: string[] = []
    const taking = (async () => {
      for await (const { data } of outbox.messages()) taken.push(data)
    })()
    outbox.put('experiments', changed('a'))
    await expect.poll(() => taken).toEqual(['a'])
    outbox.put('pipeline', changed('b'))
    outbox.put('experiments', changed('c'))
    await expect.poll(() => taken).toEqual(['a', 'b', 'c'])
    outbox.close()
    await taking
  })

  it('keeps of each subject only the newest for whoever takes nothing', async () => {
    const outbox = new Outbox()
    for (let i = 0; i < 10_000; i++) outbox.put(`subject ${i % 3}`, changed(`${i}`))
    const taken: string[] = []
    for await (const { data } of outbox.messages()) {
      taken.push(data)
      if (taken.length === 3) outbox.close()
    }
    expect(taken).toEqual(['9999', '9997', '9998'])
  })
})
