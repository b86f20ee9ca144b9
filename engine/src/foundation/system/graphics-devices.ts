import * as fs from 'node:fs'
import { orNothing } from './or-nothing.ts'

export interface GraphicsDevice {
  readonly name: string
  /** Undefined where only the driver tells, which is not asked. */
  readonly bytes?: number
}

const directory = '/proc/driver/nvidia/gpus'

/** How many of NVIDIA's there are. */
export function graphicsDevices(): number {
  return orNothing(() => fs.readdirSync(directory).length) ?? 0
}

/** What the kernel says of them, without a process. */
export function describedDevices(): { readonly driver: string | undefined; readonly devices: GraphicsDevice[] } {
  const places = orNothing(() => fs.readdirSync(directory)) ?? []
  const texts = places.map((place) => orNothing(() => fs.readFileSync(`${directory}/${place}/information`, 'utf8')))
  const version = orNothing(() => fs.readFileSync('/proc/driver/nvidia/version', 'utf8'))
  return { driver: driverIn(version ?? ''), devices: texts.map((text) => ({ name: modelIn(text ?? '') })) }
}

/** `NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.104.05  Sat Aug 19 …`; the open module has other words before the number. */
export function driverIn(version: string): string | undefined {
  return /^NVRM version:.*?\s(\d+\.[\d.]+)\s/m.exec(version)?.[1]
}

export function modelIn(information: string): string {
  return /^Model:\s*(.+?)\s*$/m.exec(information)?.[1] ?? 'NVIDIA'
}
