import { describe, expect, it } from 'vitest'
import { showAgain } from './show-again.ts'

/** All that is printed while these are seen, one after the other, until it is ended. */
async function printedOf(seen: readonly (readonly string[] | undefined)[], isTerminal = false): Promise<string[]> {
  const ended = new AbortController()
  const printed: string[] = []
  const left = [...seen]
  await showAgain({ signal: ended.signal, isTerminal, print: (text) => void printed.push(text) }, async () => {
    const lines = left.shift()
    if (left.length === 0) ended.abort()
    return lines
  })
  return printed
}

describe('what is shown again', () => {
  it('is shown at once, and when it is something else', async () => {
    expect(await printedOf([['a', 'b'], ['a', 'b'], ['c']])).toEqual(['a\nb', 'c'])
  })

  it('is not when nothing is new', async () => {
    expect(await printedOf([['a'], undefined, ['a']])).toEqual(['a'])
  })

  it('takes the place of what was there on a terminal', async () => {
    expect(await printedOf([['a']], true)).toEqual(['\u001b[2J\u001b[Ha'])
  })
})
