import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { typedLines } from './typed-lines.ts'

it.each([
  ['up to the end', 'a\nü b', ['a', 'ü b']],
  ['up to an empty line', 'a\n\nb\n', ['a']],
  ['without carriage returns', 'a\r\nb\r\n', ['a', 'b']],
  ['none', '', []],
])('typed lines are read %s', async (_, text, expected) => {
  const lines: string[] = []
  for await (const line of typedLines(Readable.from([text]))) lines.push(line)
  expect(lines).toEqual(expected)
})
