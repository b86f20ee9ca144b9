import { describe, expect, it } from 'vitest'
import type { Candidate } from './ancestor-sums.ts'
import { mostSteps, nextStep, type Standing } from './halving.ts'

const chain = (count: number): Candidate[] =>
  Array.from({ length: count }, (_, i) => ({ commit: `c${i + 1}`, parents: [`c${i}`] }))
const known = (text: string) =>
  new Map(text.split(' ').flatMap((word) => (word ? [word.split('=') as [string, Standing]] : [])))

/** What is found where everything from `first` on is bad, and how many were measured. */
function search(candidates: readonly Candidate[], isBad: (commit: string) => boolean, skipped: readonly string[] = []) {
  const standings = new Map<string, Standing>()
  for (;;) {
    const step = nextStep(candidates, standings)
    if (step.kind !== 'measure') return { step, measured: standings.size }
    const { commit } = step
    standings.set(commit, skipped.includes(commit) ? 'skipped' : isBad(commit) ? 'bad' : 'good')
  }
}

describe('the next commit to measure', () => {
  it.each([
    ['the middle of a line', chain(8), '', 'c4'],
    ['the middle of what is left below a bad one', chain(8), 'c4=bad', 'c2'],
    ['the middle of what is left above a good one', chain(8), 'c4=good', 'c6'],
    ['beside one that cannot be measured', chain(8), 'c4=skipped', 'c3'],
  ])('is %s', (_, candidates, standings, commit) => {
    expect(nextStep(candidates, known(standings))).toMatchObject({ kind: 'measure', commit })
  })

  it('counts what two branches have in common once', () => {
    const merged: Candidate[] = [
      { commit: 'base', parents: ['good'] },
      { commit: 'left', parents: ['base'] },
      { commit: 'right', parents: ['base'] },
      { commit: 'merge', parents: ['left', 'right'] },
    ]
    expect(nextStep(merged, new Map())).toMatchObject({ commit: 'left' })
    expect(nextStep(merged, known('left=good'))).toMatchObject({ kind: 'measure', commit: 'right', suspects: 2 })
    expect(nextStep(merged, known('left=good right=good'))).toEqual({ kind: 'found', commit: 'merge' })
  })
})

describe('the first bad commit', () => {
  it.each(Array.from({ length: 13 }, (_, i) => i + 1))('is found if it is the %ith of 13', (first) => {
    const { step, measured } = search(chain(13), (commit) => Number(commit.slice(1)) >= first)
    expect(step).toEqual({ kind: 'found', commit: `c${first}` })
    expect(measured).toBeLessThanOrEqual(mostSteps(13))
  })

  it('is one of several if those around it cannot be measured', () => {
    const { step } = search(chain(8), (commit) => commit >= 'c5', ['c4', 'c5'])
    expect(step).toEqual({ kind: 'range', commits: ['c4', 'c5', 'c6'] })
  })

  it('is the only one there is without measuring', () => {
    expect(search(chain(1), () => true)).toEqual({ step: { kind: 'found', commit: 'c1' }, measured: 0 })
  })
})
