import { spawnSync } from 'node:child_process'

export interface Command {
  readonly words: readonly string[]
  readonly directory: string
  readonly variables: Readonly<Record<string, string>>
}

export interface Measured {
  readonly seconds: number
  /** Of all its threads and children, in user and system. */
  readonly cpuSeconds: number
  /** Of the largest process. */
  readonly peakMegabytes: number
}

const largestOutput = 1 << 28

/** Runs one whole process. CPU time and memory are what GNU time tells; 0 where it is not installed. */
export function measure({ words, directory, variables }: Command): Measured {
  const withTime = hasTime ? ['/usr/bin/time', '-f', '%U %S %M', ...words] : words
  const begin = performance.now()
  const result = spawnSync(withTime[0]!, withTime.slice(1), {
    cwd: directory,
    env: variables,
    encoding: 'utf8',
    maxBuffer: largestOutput,
  })
  const seconds = (performance.now() - begin) / 1000
  if (result.status !== 0) throw new Error(`${words.join(' ')} ended with ${result.status}: ${result.stderr}`)
  const [user = 0, system = 0, kilobytes = 0] = hasTime ? lastLine(result.stderr).split(' ').map(Number) : []
  return { seconds, cpuSeconds: user + system, peakMegabytes: kilobytes / 1024 }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}

export function medianOf(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const hasTime = spawnSync('/usr/bin/time', ['-f', '%M', 'true']).status === 0
