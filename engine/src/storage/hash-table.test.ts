import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HashColumn } from './hash-column.ts'
import { HashTable } from './hash-table.ts'

const hash = fc.oneof(
  { weight: 8, arbitrary: fc.stringMatching(/^[0-9a-f]{32}$/) },
  fc.stringMatching(/^[0-9a-f]{32}\.dir$/),
  fc.constantFrom(
    'unpacked.tmp',
    'g'.repeat(32),
    '',
    'ffffffff00000000ffffffff00000000',
    '00000000000000000000000000000000',
  ),
)

describe('a table of hashes', () => {
  it('answers as a Map does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(hash, fc.integer({ min: -5, max: 5 })), { maxLength: 200 }),
        hash,
        (entries, other) => {
          const table = new HashTable()
          for (const [key, value] of entries) table.set(key, value)
          const map = new Map(entries)
          expect(table.size).toBe(map.size)
          expect([...table].sort()).toEqual([...map.keys()].sort())
          for (const key of [...map.keys(), other])
            expect([table.get(key), table.has(key)]).toEqual([map.get(key), map.has(key)])
        },
      ),
    )
  })

  it('takes and gives numbers by the places of a column', () => {
    fc.assert(
      fc.property(fc.array(hash, { maxLength: 60 }), (hashes) => {
        const column = HashColumn.of(hashes)
        const copy = new HashColumn()
        const table = new HashTable()
        hashes.forEach((_, i) => {
          copy.addFrom(column, i)
          table.setAt(column, i, i)
        })
        const map = new Map(hashes.map((one, i) => [one, i]))
        expect([...copy]).toEqual(hashes)
        hashes.forEach((one, i) =>
          expect([table.get(one), table.getAt(column, i)]).toEqual([map.get(one), map.get(one)]),
        )
      }),
    )
  })

  it('and a column of them grow', () => {
    const names = Array.from({ length: 5000 }, (_, i) => i.toString(16).padStart(32, '0'))
    const column = HashColumn.of(names)
    const copy = new HashColumn()
    const table = new HashTable()
    for (const [i, name] of names.entries()) {
      copy.addFrom(column, i)
      table.set(name, i)
    }
    expect([...column]).toEqual(names)
    expect([...copy]).toEqual(names)
    expect(table.size).toBe(5000)
    expect(names.every((name, i) => table.get(name) === i)).toBe(true)
  })

  it('and a column of them can be sent to another thread', () => {
    fc.assert(
      fc.property(fc.array(hash, { maxLength: 60 }), fc.nat({ max: 3000 }), (hashes, expected) => {
        const table = new HashTable(expected)
        hashes.forEach((one, i) => table.set(one, i))
        const sent = structuredClone({ table: table.shared, column: HashColumn.of(hashes).packed })
        const arrived = HashTable.ofShared(sent.table)
        const column = HashColumn.ofPacked(sent.column)
        column.add('and one more')
        expect([...column]).toEqual([...hashes, 'and one more'])
        expect([...arrived]).toEqual([...table])
        for (const one of hashes) expect(arrived.get(one)).toBe(table.get(one))
      }),
    )
  })
})
