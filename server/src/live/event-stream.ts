import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Changes } from './changes.ts'

/** So that a page, and whatever stands between, notices that the other end is gone. */
const beatMilliseconds = 10_000

/** Changes as server-sent events, until the page is closed. */
export function eventStream(context: Context, changes: Changes): Response {
  return streamSSE(context, async (stream) => {
    const ended = new Promise<void>((resolve) => stream.onAbort(resolve))
    const write = (event: string, data: object) => void stream.writeSSE({ event, data: JSON.stringify(data) })
    const stop = changes.listen((event) => write(event.kind, event))
    const beat = setInterval(() => write('beat', {}), beatMilliseconds)
    write('beat', {})
    await ended
    clearInterval(beat)
    stop()
  })
}
