import type { Attempt } from '@sterna/engine'
import { shortSize } from './sizes.ts'

/** A row for each attempt: its id, stage, state, begin, duration, processor time, memory and what it failed of. */
export function attemptRows(attempts: readonly Attempt[], shown: (stage: string) => string): string[][] {
  return attempts.map((attempt) => [
    attempt.id,
    shown(attempt.stage),
    attempt.state,
    shownTime(attempt.began),
    attempt.ended === undefined ? '' : shownSeconds((attempt.ended - attempt.began) / 1000),
    attempt.cpuSeconds === undefined ? '' : shownSeconds(attempt.cpuSeconds),
    memoryOf(attempt),
    (attempt.cause ?? '').split('\n')[0]!,
  ])
}

function memoryOf({ peakBytes, peakDeviceBytes }: Attempt): string {
  const own = peakBytes === undefined ? [] : [shortSize(peakBytes)]
  return [...own, ...(peakDeviceBytes ? [`GPU ${shortSize(peakDeviceBytes)}`] : [])].join(', ')
}

/** The same for programs: times in ISO 8601, durations in seconds, sizes in bytes. */
export function attemptForPrograms({ began, ended, by, ...attempt }: Attempt) {
  return {
    ...attempt,
    process: by.process,
    host: by.host,
    began: new Date(began).toISOString(),
    ...(ended !== undefined && { ended: new Date(ended).toISOString() }),
  }
}

export function shownSeconds(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** To the second, in UTC. */
export function shownTime(time: number): string {
  return new Date(time).toISOString().replace('T', ' ').slice(0, 19)
}
