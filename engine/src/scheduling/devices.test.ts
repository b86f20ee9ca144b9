import { describe, expect, it } from 'vitest'
import { Devices } from './devices.ts'

describe('devices', () => {
  it('are given out by name, and once at a time', () => {
    const devices = new Devices(['0', '1', '2'])
    const two = devices.take(2)
    expect(two?.names).toEqual(['0', '1'])
    expect(devices.take(2)).toBeUndefined()
    two?.giveBack()
    expect(devices.take(3)?.names).toEqual(['0', '1', '2'])
  })

  it('are shared by those who need a part, so that others stay whole', () => {
    const devices = new Devices(['0', '1'])
    expect([devices.take(0.5)?.names, devices.take(0.5)?.names, devices.take(1)?.names]).toEqual([['0'], ['0'], ['1']])
    expect(devices.take(0.5)).toBeUndefined()
  })
})
