import { describe, expect, it } from 'vitest'
import { splitSteps, walkSteps } from './ancestor.ts'

const history: Readonly<Record<string, readonly string[]>> = {
  tip: ['merge'],
  merge: ['a', 'b'],
  a: ['root'],
  b: ['root'],
  root: [],
}
const parentsOf = (commit: string) => history[commit]

describe('steps from a commit', () => {
  it.each([
    ['tip~1', 'merge'],
    ['tip~', 'merge'],
    ['tip^', 'merge'],
    ['tip~0', 'tip'],
    ['tip^0', 'tip'],
    ['tip~2', 'a'],
    ['tip~1^2', 'b'],
    ['tip^^2~1', 'root'],
    ['tip~3', 'root'],
    ['tip~4', undefined],
    ['tip^2', undefined],
    ['tip~1^3', undefined],
    ['gone~1', undefined],
  ])('%s leads to %s', (revision, commit) => {
    const { start, steps } = splitSteps(revision)!
    expect(walkSteps(start, steps, parentsOf)).toBe(commit)
  })

  it.each(['tip', 'tip@{1}', 'tip^{tree}', ':/text', 'tip~1:file', 'tip^-', 'a..b', '~1', ''])(
    'are not what %s has',
    (revision) => expect(splitSteps(revision)).toBeUndefined(),
  )
})
