import { describe, expect, it } from 'vitest'
import { Moving } from './moving.ts'
import { Progress } from './progress.ts'

const reported = async (bytes: number | undefined, pieces: readonly number[]) => {
  const events: [number, number][] = []
  const signal = new AbortController().signal
  const progress = new Progress({ report: ({ files, bytes: done }) => events.push([files, done]), signal }, 'transfer')
  const moving = new Moving(progress, bytes)
  for (const piece of pieces) moving.add(piece)
  await moving.finish()
  progress.report()
  return events.at(-1)
}

describe('an object on its way', () => {
  it.each([
    ['whose pieces are told', 100, [60, 40], [1, 100]],
    ['of which nothing is told', 100, [], [1, 100]],
    ['of which some is sent again', 100, [60, 60, 40], [1, 100]],
    ['of unknown size', undefined, [60, 40], [1, 100]],
  ] as const)('%s counts once', async (_, bytes, pieces, expected) => {
    expect(await reported(bytes, pieces)).toEqual(expected)
  })
})
