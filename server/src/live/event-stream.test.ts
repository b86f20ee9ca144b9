import type { ChangedEvent } from '@sterna/api'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { eventStream } from './event-stream.ts'

function streaming() {
  const listeners = new Set<(event: ChangedEvent) => void>()
  const listen = (listener: (event: ChangedEvent) => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  const app = new Hono().get('/', (c) => eventStream(c, { listen }, 5))
  return { app, listeners }
}

const event = { kind: 'changed', subject: 'experiments' } as const

describe('a stream of changes', () => {
  it('tells each, and ends with whoever listens', async () => {
    const { app, listeners } = streaming()
    const reader = (await app.request('/')).body!.pipeThrough(new TextDecoderStream()).getReader()
    for (const listener of listeners) listener({ ...event, stamp: 'one' })
    let told = ''
    while (!told.includes('one')) told += (await reader.read()).value
    expect(told).toContain('event: changed\ndata: {"kind":"changed","subject":"experiments","stamp":"one"}\n\n')
    await reader.cancel()
    expect(listeners.size).toBe(0)
  })

  it.each(['GET', 'HEAD'])('lets go who takes nothing: %s', async (method) => {
    const { app, listeners } = streaming()
    const answer = await app.request('/', { method })
    expect(listeners.size).toBe(1)
    const telling = setInterval(() => {
      for (const listener of listeners) listener({ ...event, stamp: String(Math.random()) })
    }, 1)
    await expect.poll(() => listeners.size).toBe(0)
    clearInterval(telling)
    expect(answer.status).toBe(200)
  })
})
