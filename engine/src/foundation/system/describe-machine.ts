import { execFile } from 'node:child_process'
import * as os from 'node:os'
import { describedDevices, type GraphicsDevice } from './graphics-devices.ts'

/** What a machine is, as far as it may explain a result. */
export interface MachineDescription {
  readonly host: string
  /** Such as `Linux`, with the version of its kernel. */
  readonly system: string
  readonly kernel: string
  readonly architecture: string
  readonly processor: string
  readonly processors: number
  readonly memoryBytes: number
  /** What a container or a job of a cluster may use of that, where it is less. */
  readonly limits?: { readonly processors?: number; readonly memoryBytes?: number }
  readonly devices: readonly GraphicsDevice[]
  readonly driver?: string
  readonly node: string
}

interface Totals {
  readonly cpu: number
  readonly mem: number
}

export async function describeMachine(totals: Totals): Promise<MachineDescription> {
  const processors = os.cpus()
  const { driver, devices } = await graphics()
  const limits = limitsOf(totals, processors.length)
  return {
    host: os.hostname(),
    system: os.type(),
    kernel: os.release(),
    architecture: os.arch(),
    processor: processors[0]?.model.trim() ?? '',
    processors: processors.length,
    memoryBytes: os.totalmem(),
    ...(limits && { limits }),
    devices,
    ...(driver !== undefined && { driver }),
    node: process.versions.node,
  }
}

function limitsOf({ cpu, mem }: Totals, processors: number): MachineDescription['limits'] {
  const limits = {
    ...(cpu < processors && { processors: cpu }),
    ...(mem < os.totalmem() && { memoryBytes: mem }),
  }
  return Object.keys(limits).length === 0 ? undefined : limits
}

/** Where the kernel does not tell, `nvidia-smi` does, if there is one. */
async function graphics(): Promise<ReturnType<typeof describedDevices>> {
  const seen = describedDevices()
  if (seen.devices.length > 0 || process.platform === 'darwin' || isPlainLinux()) return seen
  return devicesIn((await askDriver()) ?? '')
}

/** Linux tells of its devices below `/proc`; only inside of Windows it does not. */
function isPlainLinux(): boolean {
  return process.platform === 'linux' && !os.release().includes('microsoft')
}

const query = ['--query-gpu=driver_version,name,memory.total', '--format=csv,noheader,nounits']
const longestMilliseconds = 3_000

function askDriver(): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile('nvidia-smi', query, { timeout: longestMilliseconds }, (error, stdout) =>
      resolve(error ? undefined : stdout),
    )
  })
}

const mebibyte = 1024 * 1024

/** What `nvidia-smi` says: a line for each device with the driver's version, its name and its memory in MiB. */
export function devicesIn(text: string): ReturnType<typeof describedDevices> {
  const lines = text.split('\n').map((line) => line.split(',').map((field) => field.trim()))
  const told = lines.filter((fields) => fields.length === 3)
  const devices = told.map(([, name, size]) => ({
    name: name!,
    ...(Number(size) > 0 && { bytes: Number(size) * mebibyte }),
  }))
  return { driver: told[0]?.[0], devices }
}
