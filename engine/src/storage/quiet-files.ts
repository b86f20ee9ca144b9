import * as fs from 'node:fs'

/** File systems take a write's time from a clock that ticks every ten milliseconds at most; old ones every second or two. */
const fineTickMilliseconds = 20
const coarseTickMilliseconds = 2000
/** Timers are not exact. */
const slackMilliseconds = 5

/**
 * Whether a file with this mtime was written last so long before `time` that every write since then shows in the mtime. A
 * write of a moment ago does not: the next one may leave the same time. Times in the future are no write's.
 */
export function isQuiet(mtime: number, time: number): boolean {
  return Math.abs(time - mtime) > tickOf(mtime)
}

/** Waits until all of these files are quiet, if nobody writes them meanwhile. */
export async function waitUntilQuiet(files: readonly string[]): Promise<void> {
  const now = Date.now()
  const times = files.map((file) => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0)
  const waits = times.map((mtime) => (isQuiet(mtime, now) ? 0 : mtime + tickOf(mtime) + slackMilliseconds - now))
  const longest = waits.reduce((a, b) => Math.max(a, b), 0)
  if (longest > 0) await new Promise((resolve) => setTimeout(resolve, longest))
}

/** What a file was like when its reading began. */
export interface Beginning {
  readonly mtime: number
  readonly time: number
}

export function beginReading(file: string): Beginning {
  const time = Date.now()
  return { mtime: fs.statSync(file).mtimeMs, time }
}

/** Whether nobody has written the file since then, and it is as long as what was read. */
export function isSteady(file: string, { mtime, time }: Beginning, bytes: number): boolean {
  const stats = fs.statSync(file, { throwIfNoEntry: false })
  return stats?.mtimeMs === mtime && stats.size === bytes && isQuiet(mtime, time)
}

function tickOf(mtime: number): number {
  return mtime % 1000 === 0 ? coarseTickMilliseconds : fineTickMilliseconds
}
