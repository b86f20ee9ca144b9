import { describe, expect, it } from 'vitest'
import { BatchAnswers } from './batch-answers.ts'

const id = 'a'.repeat(40)
const written = Buffer.from(`${id} blob 5\nab\ncd\nHEAD:none missing\n${id} tree 0\n\n${id} commit 3\nxyz\n`)
const shown = ['ab\ncd', undefined, '', 'xyz']

function answersIn(chunks: readonly Buffer[]): (string | undefined)[] {
  const answers = new BatchAnswers()
  const found: (string | undefined)[] = []
  for (const chunk of chunks) {
    answers.add(chunk)
    for (let next = answers.take(); next; next = answers.take()) found.push(next.object?.bytes.toString())
  }
  return found
}

describe('answers of git cat-file', () => {
  it.each([1, 2, 3, 7, 50, 1_000])('are the same in pieces of %d bytes', (size) => {
    const starts = Array.from({ length: Math.ceil(written.length / size) }, (_, i) => i * size)
    expect(answersIn(starts.map((start) => written.subarray(start, start + size)))).toEqual(shown)
  })

  it('are put together once, however many pieces a large object comes in', () => {
    const [pieces, piece] = [1_000, Buffer.alloc(64 * 1024, 'x')]
    const all = [Buffer.from(`${id} blob ${pieces * piece.length}\n`), ...Array(pieces).fill(piece), Buffer.from('\n')]
    expect(answersIn(all).map((text) => text?.length)).toEqual([pieces * piece.length])
  })
})
