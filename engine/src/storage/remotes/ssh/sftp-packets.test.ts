import { describe, expect, it } from 'vitest'
import { type Field, PacketCutter, PacketReader, renderPacket } from './sftp-packets.ts'

const fields: Field[] = [7, 2n ** 40n + 5n, 'größe/日本', Buffer.from([0, 255, 13]), '', 0xffffffff]
const packets = [renderPacket(6, fields), renderPacket(3, ['x'.repeat(20_000)]), renderPacket(200, [])]

function cutBy(size: number): Buffer[] {
  const cutter = new PacketCutter()
  const all = Buffer.concat(packets)
  const found: Buffer[] = []
  for (let at = 0; at < all.length; at += size) found.push(...cutter.cut(all.subarray(at, at + size)))
  return found
}

describe('packets of SFTP', () => {
  it('have the bytes that the protocol wants', () => {
    expect(renderPacket(13, [1, '/a']).toString('hex')).toBe(
      ['0000000b', '0d', '00000001', '00000002', '2f61'].join(''),
    )
  })

  it.each([1, 2, 3, 5, 1000, 1_000_000])('are found in what arrives in pieces of %i bytes', (size) => {
    expect(cutBy(size)).toEqual(packets.map((packet) => packet.subarray(4)))
  })

  it('give their fields back', () => {
    const reader = new PacketReader(packets[0]!.subarray(4))
    expect(reader.type).toBe(6)
    expect(reader.number()).toBe(7)
    expect(reader.long()).toBe(2 ** 40 + 5)
    expect(reader.text()).toBe('größe/日本')
    expect(reader.bytes()).toEqual(Buffer.from([0, 255, 13]))
    expect(reader.text()).toBe('')
    expect(reader.isAtEnd).toBe(false)
    expect(reader.number()).toBe(0xffffffff)
    expect(reader.isAtEnd).toBe(true)
  })

  it('are not looked for in what a login prints', () => {
    expect(() => new PacketCutter().cut(Buffer.from('Welcome!\n'))).toThrow(RangeError)
    expect(() => new PacketCutter().cut(Buffer.alloc(8))).toThrow(RangeError)
  })

  it('are not read beyond their end', () => {
    const reader = new PacketReader(Buffer.from([3, 0, 0, 0, 9, 65]))
    expect(() => reader.bytes()).toThrow(RangeError)
  })
})
