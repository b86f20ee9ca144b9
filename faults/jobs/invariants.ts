import * as fs from 'node:fs'
import { type JobFacts, stateOf } from '../../engine/src/jobs/index.ts'
import type { JobScene } from './job-scene.ts'

/**
 * What must hold when all is over: each job has ended in one way, each attempt was carried out at most once, a job that
 * succeeded did so once and to the end, and nobody works on any more.
 */
export function brokenInvariant(scene: JobScene, jobs: number): string | undefined {
  const facts = scene.facts()
  if (facts.length !== jobs) return `${facts.length} of ${jobs} jobs are there`
  const told = scene.told()
  const keys = told.map(({ word, job, attempt }) => `${word} ${job} ${attempt}`)
  const twice = keys.find((key, i) => keys.indexOf(key) !== i)
  if (twice) return `carried out twice: ${twice}`
  const left = told.find(({ process }) => isAtWork(process))
  if (left) return `${left.job} is still worked on`
  return facts.map((one) => brokenJob(one, new Set(keys))).find((mistake) => mistake !== undefined)
}

function brokenJob(facts: JobFacts, told: ReadonlySet<string>): string | undefined {
  const state = stateOf(facts)
  const name = `${facts.id} (${facts.attempts.length} attempts)`
  if (state.kind !== 'succeeded') return `${name} ended ${state.kind}`
  const open = facts.attempts.find(({ end }) => end === undefined)
  if (open) return `attempt ${open.number} of ${name} has no end`
  const successes = facts.attempts.filter(({ end }) => end?.outcome === 'succeeded')
  if (successes.length !== 1) return `${name} succeeded ${successes.length} times`
  const unfinished = ['begin', 'end'].find((word) => !told.has(`${word} ${facts.id} ${state.attempt}`))
  return unfinished && `the attempt of ${name} that succeeded did not ${unfinished}`
}

/** The most that worked at the same moment, by what they told. */
export function mostAtOnce(scene: JobScene): number {
  const steps = scene
    .told()
    .map(({ word, time }) => ({ time, by: word === 'begin' ? 1 : -1 }))
    .sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : a.by - b.by))
  let [now, most] = [0, 0]
  for (const { by } of steps) most = Math.max(most, (now += by))
  return most
}

/** One that has ended stays among the processes until whoever is its parent by then has looked; it works no more. */
function isAtWork(processId: number): boolean {
  try {
    const state = /\) (\w)/.exec(fs.readFileSync(`/proc/${processId}/stat`, 'latin1'))?.[1]
    return state !== 'Z' && state !== 'X'
  } catch {
    return false
  }
}
