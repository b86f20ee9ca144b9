import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dataOfSeparated, splitRows } from './separated.ts'

// Rows as Python's csv.reader reads them from text with its line ends made one.
describe('a text of values with commas', () => {
  it.each<[string, string[][]]>([
    [
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r\n1,2\r3,4',
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    ['a\n\n\nb\n', [['a'], ['b']]],
    [
      'a,\n,\n',
      [
        ['a', ''],
        ['', ''],
      ],
    ],
    ['a,', [['a', '']]],
    ['"a ""b""",c\n', [['a "b"', 'c']]],
    ['"x\ny","z,"\n', [['x\ny', 'z,']]],
    ['"a"b"c,d\n', [['ab"c', 'd']]],
    ['a"b"\n', [['a"b"']]],
    ['"open\nend', [['open\nend']]],
    ['""\n', [['']]],
    ['"",""\n\n', [['', '']]],
    [' "a", b\n', [[' "a"', ' b']]],
  ])('%j', (text, rows) => {
    expect(splitRows(text, ',')).toEqual(rows)
  })

  it('is what was written, whatever the fields are', () => {
    const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\t', '\n', ' ') })
    const row = fc.array(field, { minLength: 2, maxLength: 4 })
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
    fc.assert(
      fc.property(fc.array(row), fc.constantFrom(',', '\t'), (rows, separator) => {
        const text = rows.map((fields) => `${fields.map(quoted).join(separator)}\n`).join('')
        expect(splitRows(text, separator)).toEqual(rows)
      }),
    )
  })
})

describe('columns of such a text', () => {
  const read = (text: string, hasHeader = true) => {
    const data = dataOfSeparated(text, { separator: ',', hasHeader })
    return data && { lastKey: data.lastKey(), ...data.table(), columns: [...data.table().columns] }
  }

  it('are called by the first row, or by numbers', () => {
    expect(read('a,b\n1,2\n')).toEqual({
      rows: 1,
      lastKey: 'b',
      columns: [
        ['a', ['1']],
        ['b', ['2']],
      ],
    })
    expect(read('1,2\n3,4\n', false)?.columns).toEqual([
      ['0', ['1', '3']],
      ['1', ['2', '4']],
    ])
  })

  it('have nothing where a row is too short, and a list where it is too long', () => {
    expect(read('a,b\n1\n')?.columns).toEqual([
      ['a', ['1']],
      ['b', [null]],
    ])
    expect(read('a\n1,2,3\n4\n')).toEqual({
      rows: 2,
      lastKey: null,
      columns: [
        ['a', ['1', '4']],
        [null, [['2', '3'], undefined]],
      ],
    })
  })

  it('are none if only a later row is too long, as the keys differ', () => {
    expect(read('a,b\n1,2\n3,4,5\n')).toEqual({ rows: 0, lastKey: 'b', columns: [] })
  })

  it('are none without rows', () => {
    expect(read('a,b\n')).toBeUndefined()
    expect(read('')).toBeUndefined()
    expect(read('', false)).toBeUndefined()
  })
})
