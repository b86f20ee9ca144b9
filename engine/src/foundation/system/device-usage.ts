import { execFile } from 'node:child_process'
import { graphicsDevices } from './graphics-devices.ts'
import { processFamily } from './group-usage.ts'

const query = ['--query-compute-apps=pid,used_gpu_memory', '--format=csv,noheader,nounits']
const longestMilliseconds = 5_000

/** Bytes that this process and all it has started take on graphics devices; undefined where there is none or none tells. */
export async function deviceUsage(processId: number): Promise<number | undefined> {
  if (graphicsDevices() === 0) return undefined
  const text = await new Promise<string | undefined>((resolve) => {
    execFile('nvidia-smi', query, { timeout: longestMilliseconds }, (error, stdout) =>
      resolve(error ? undefined : stdout),
    )
  })
  return text === undefined ? undefined : deviceBytesIn(text, new Set(processFamily(processId)))
}

const mebibyte = 1024 * 1024

/** What `nvidia-smi` says of these processes: a line each and device, with the number and MiB. */
export function deviceBytesIn(text: string, processes: ReadonlySet<number>): number {
  const lines = text.split('\n').map((line) => line.split(',').map(Number))
  const own = lines.flatMap(([process = Number.NaN, used = Number.NaN]) =>
    processes.has(process) && used > 0 ? [used] : [],
  )
  return own.reduce((sum, used) => sum + used * mebibyte, 0)
}
