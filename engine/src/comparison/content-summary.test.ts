import { describe, expect, it } from 'vitest'
import { summarizeContent } from './content-summary.ts'

describe('summarizeContent', () => {
  it.each([
    ['a table', 'a.csv', 'x,y\n1,2\n3,4\n', { kind: 'csv', rows: 2, columns: 2 }],
    ['a table without a line end', 'a.CSV', 'x,y\r\n1,2', { kind: 'csv', rows: 1, columns: 2 }],
    ['quoted separators and line ends', 'a.csv', '"x,1","y\n""z"\n1,2\n', { kind: 'csv', rows: 1, columns: 2 }],
    ['tabs', 'a.tsv', 'x\ty\tz\n', { kind: 'csv', rows: 0, columns: 3 }],
    ['an empty table', 'a.csv', '', { kind: 'csv', rows: 0, columns: 0 }],
    ['a list', 'a.json', '[{"a": 1, "b": 2}, {}]', { kind: 'json', rows: 2, columns: 2 }],
    ['a mapping', 'a.json', '{"a": 1}', { kind: 'json', rows: 1, columns: 1 }],
    ['JSON that is none', 'a.json', '{"a"\n', { kind: 'text', rows: 1, columns: undefined }],
    ['text', 'a.md', 'one\ntwo', { kind: 'text', rows: 2, columns: undefined }],
    ['no text', 'a.png', 'a\0b', undefined],
  ])('%s', (_, name, text, expected) => {
    expect(summarizeContent(name, Buffer.from(text))).toEqual(expected)
  })
})
