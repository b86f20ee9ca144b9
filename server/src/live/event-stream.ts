import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { Changes } from './changes.ts'
import { Outbox } from './outbox.ts'

/** So that a page, and whatever stands between, notices that the other end is gone. */
const beatMilliseconds = 10_000
/** Whoever has not taken a beat for so many more does not listen any more. */
const mostMissedBeats = 6

/** Changes as server-sent events, until the page is closed or takes nothing any more. */
export function eventStream(
  context: Context,
  changes: Pick<Changes, 'listen'>,
  milliseconds = beatMilliseconds,
): Response {
  return streamSSE(context, async (stream) => {
    const outbox = new Outbox()
    const stop = changes.listen((event) =>
      outbox.put(event.subject, { event: event.kind, data: JSON.stringify(event) }),
    )
    const beat = setInterval(beating(outbox, stream), milliseconds)
    stream.onAbort(() => {
      clearInterval(beat)
      stop()
      outbox.close()
    })
    for await (const message of outbox.messages()) await stream.writeSSE(message)
  })
}

/** The first one at once. */
function beating(outbox: Outbox, stream: SSEStreamingApi): () => void {
  let missed = 0
  const beat = () => {
    missed = outbox.isWaiting('beat') ? missed + 1 : 0
    if (missed > mostMissedBeats) stream.abort()
    else outbox.put('beat', { event: 'beat', data: '{}' })
  }
  beat()
  return beat
}
