import { describe, expect, it } from 'vitest'
import { describeMachine, devicesIn } from './describe-machine.ts'
import { driverIn, modelIn } from './graphics-devices.ts'

describe('a machine', () => {
  it('is described with what it may use', async () => {
    const described = await describeMachine({ cpu: 0.5, mem: 1024 })
    expect(described).toMatchObject({ limits: { processors: 0.5, memoryBytes: 1024 }, node: process.versions.node })
    expect(await describeMachine({ cpu: 1e6, mem: 1e18 })).not.toHaveProperty('limits')
  })
})

describe('graphics devices', () => {
  it('are told of by the kernel', () => {
    const closed =
      'NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.104.05  Sat Aug 19 01:15:15 UTC 2023\nGCC version: gcc 12.2\n'
    const open = 'NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  550.54.14  Release Build  (a@b)  Thu\n'
    expect([driverIn(closed), driverIn(open), driverIn('')]).toEqual(['535.104.05', '550.54.14', undefined])
    expect(modelIn('Model: \t\t NVIDIA A100-SXM4-40GB\nIRQ:   	 16\n')).toBe('NVIDIA A100-SXM4-40GB')
  })

  it('are told of by the driver', () => {
    expect(devicesIn('535.1, Tesla T4, 15360\n535.1, Tesla T4, [N/A]\n')).toEqual({
      driver: '535.1',
      devices: [{ name: 'Tesla T4', bytes: 15360 * 2 ** 20 }, { name: 'Tesla T4' }],
    })
    expect(devicesIn('No devices were found\n')).toEqual({ driver: undefined, devices: [] })
  })
})
