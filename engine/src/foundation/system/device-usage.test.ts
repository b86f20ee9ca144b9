import { describe, expect, it } from 'vitest'
import { deviceBytesIn } from './device-usage.ts'

describe('memory on graphics devices', () => {
  it.each([
    ['12, 100\n12, 20\n13, 5\n99, 7000\n', 125],
    ['12, [N/A]\n', 0],
    ['No running processes found\n', 0],
    ['', 0],
  ])('of a family of processes is added up: %j', (text, mebibytes) => {
    expect(deviceBytesIn(text, new Set([12, 13]))).toBe(mebibytes * 1024 * 1024)
  })
})
