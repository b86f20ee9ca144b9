import * as fs from 'node:fs'
import * as os from 'node:os'
import { describeMachine, type MachineDescription } from './describe-machine.ts'
import { graphicsDevices } from './graphics-devices.ts'
import { orNothing } from './or-nothing.ts'

/** What this machine has, and what became of it. */
export interface MachineState {
  /** How many processes the system has ended for want of memory since it began; 0 where it does not tell. */
  memoryKills(): number
  /** What it is. */
  describe(): Promise<MachineDescription>
  /** In processors, bytes and devices: what processes may use, by the limits of a container too. */
  totals(): { readonly cpu: number; readonly mem: number; readonly gpu: number }
}

export const realMachineState: MachineState = { memoryKills, describe: () => describeMachine(totals()), totals }

function memoryKills(): number {
  const [, kills] = /^oom_kill (\d+)$/m.exec(textOf('/proc/vmstat')) ?? []
  return Number(kills ?? 0)
}

function totals() {
  const group = ownControlGroup()
  return {
    cpu: Math.min(os.availableParallelism(), processorLimit(group)),
    mem: Math.min(os.totalmem(), memoryLimit(group)),
    gpu: graphicsDevices(),
  }
}

/** The folder of this process's control group, of version 2; empty where there is none. */
function ownControlGroup(): string {
  const [, place] = /^0::(.*)$/m.exec(textOf('/proc/self/cgroup')) ?? []
  return place === undefined ? '' : `/sys/fs/cgroup${place === '/' ? '' : place}`
}

function processorLimit(group: string): number {
  const [quota, period] = textOf(`${group}/cpu.max`).trim().split(' ').map(Number)
  const older =
    Number(textOf('/sys/fs/cgroup/cpu/cpu.cfs_quota_us')) / Number(textOf('/sys/fs/cgroup/cpu/cpu.cfs_period_us'))
  return positive(quota! / period!) ?? positive(older) ?? Number.POSITIVE_INFINITY
}

function memoryLimit(group: string): number {
  const older = Number(textOf('/sys/fs/cgroup/memory/memory.limit_in_bytes'))
  return positive(Number(textOf(`${group}/memory.max`))) ?? positive(older) ?? Number.POSITIVE_INFINITY
}

function positive(number: number): number | undefined {
  return number > 0 ? number : undefined
}

function textOf(file: string): string {
  return orNothing(() => fs.readFileSync(file, 'utf8')) ?? ''
}
