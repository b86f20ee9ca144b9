import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { checkedLine, readCheckedLines } from './checked-lines.ts'

describe('a line with a checksum', () => {
  const text = checkedLine({ a: 'é' }) + checkedLine({ b: 2 })

  it('has the CRC-32 in front that everybody computes', () => {
    expect(crc32(Buffer.from('123456789')).toString(16)).toBe('cbf43926')
    expect(checkedLine({ a: 1 })).toMatch(/^[0-9a-f]{8} {"a":1}\n$/)
  })

  it('is read as it was written', () => {
    expect(readCheckedLines(text)).toEqual({ values: [{ a: 'é' }, { b: 2 }], isWhole: true })
    expect(readCheckedLines('')).toEqual({ values: [], isWhole: true })
  })

  it.each([
    ['its end is missing', text.slice(0, -3), 1],
    ['its newline is missing', text.slice(0, -1), 1],
    ['a byte of an earlier one is another', text.replace('é', 'e'), 0],
    ['something else stands there', `what\n${text}`, 0],
    ['a number stands there', `${crc32(Buffer.from('7')).toString(16).padStart(8, '0')} 7\n`, 0],
  ])('ends what can be relied on when %s', (_, damaged, count) => {
    const { values, isWhole } = readCheckedLines(damaged)
    expect([values.length, isWhole]).toEqual([count, false])
  })

  it('may have room behind it', () => {
    expect(readCheckedLines(`${text}    `)).toMatchObject({ isWhole: true })
  })
})
