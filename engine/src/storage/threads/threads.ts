import * as fs from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Failure, type FailureCode } from '../../foundation/base/index.ts'
import type { Progress } from '../progress.ts'
import type { ThreadWork, WorkKind } from './thread-work.ts'

/** File systems write one directory entry at a time, so more hands soon only wait for each other. */
const maxThreads = 3
const pauseMilliseconds = 20

export type ThreadReport =
  | { readonly kind: 'progress'; readonly files: number; readonly bytes: number }
  | { readonly kind: 'done'; readonly answer: unknown }
  | {
      readonly kind: 'failed'
      readonly code: FailureCode | undefined
      readonly message: string
      readonly hint: string | undefined
    }

/** Another thread of this process, for one piece of work. */
export interface Thread {
  /** Has it done there; the order is copied, but for shared memory. */
  run<Kind extends WorkKind>(
    kind: Kind,
    order: ThreadWork[Kind]['order'],
    progress: Progress,
  ): Promise<ThreadWork[Kind]['answer']>
  close(): Promise<unknown>
}

/** As many as the machine has hands for, at most `most`; none where the program is run from its sources. */
export function startThreads(most: number): Thread[] {
  const script = most > 0 ? threadScript() : undefined
  if (script === undefined) return []
  const count = Math.min(availableParallelism() - 1, maxThreads, most)
  return Array.from({ length: count }, () => openThread(new Worker(script)))
}

/** Does one share of some work here and one in each thread. The threads end with it, also where it fails. */
export async function sideBySide<Answer>(
  threads: readonly Thread[],
  progress: Progress,
  own: () => Promise<Answer>,
  other: (thread: Thread, number: number) => Promise<Answer>,
): Promise<Answer[]> {
  try {
    const others = Promise.all(threads.map(other))
    others.catch(() => undefined)
    return [await own(), ...(await waitFor(others, progress))]
  } finally {
    await Promise.all(threads.map((thread) => thread.close()))
    progress.report()
  }
}

/** Keeps listening to the caller while others are still at work. */
async function waitFor<Result>(work: Promise<Result>, progress: Progress): Promise<Result> {
  const pause = () => new Promise((resolve) => setTimeout(resolve, pauseMilliseconds))
  for (let isDone = false; !isDone; ) {
    isDone = await Promise.race([work.then(() => true), pause().then(() => false)])
    await progress.breathe()
  }
  return work
}

/** In the published command the script of a thread lies beside this code. */
function threadScript(): string | undefined {
  const script = fileURLToPath(new URL('./storage-thread.cjs', import.meta.url))
  return fs.existsSync(script) ? script : undefined
}

function openThread(worker: Worker): Thread {
  const run: Thread['run'] = (kind, order, progress) =>
    new Promise((resolve, reject) => {
      worker.on('error', reject)
      worker.on('exit', () => reject(new Error('A thread has ended early.')))
      worker.on('message', (report: ThreadReport) => {
        if (report.kind === 'progress') progress.add(report.files, report.bytes)
        else if (report.kind === 'done') resolve(report.answer as never)
        else reject(failureOf(report))
      })
      worker.postMessage({ kind, order }, [])
    })
  return { run, close: () => worker.terminate() }
}

/** Errors lose their class on the way between threads. */
function failureOf({ code, message, hint }: Extract<ThreadReport, { kind: 'failed' }>): Error {
  return code === undefined ? new Error(message) : new Failure(code, message, hint === undefined ? {} : { hint })
}
