import { type ChildProcess, spawn } from 'node:child_process'
import { pathWithSterna, type TestProject } from '@sterna/testkit'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { randomNumbers } from '../faults/random-numbers.ts'
import { type FaultyPlace, faultyPlaces, stopPlaces } from './faulty-places.ts'
import { contentsOfCache, countIntact, forget, projectAt } from './faulty-project.ts'

const places = await faultyPlaces()
afterAll(() => stopPlaces(places))

const objects = 60
/** Points of a push and as many of a pull, at each place; more for a long run. */
const points = Number(process.env['STERNA_KILLS'] ?? 2)
const seed = Number(process.env['STERNA_SEED'] ?? Date.now() % 1_000_000)
const random = randomNumbers(seed)

describe.each(places)(`a command that is killed (STERNA_SEED=${seed}) while it speaks with $name`, (place) => {
  let project: TestProject
  beforeEach(async () => void (project = await projectAt(place, objects)))
  afterEach(() => {
    place.proxy.disturb()
    project.remove()
  })
  const intact = {
    push: async () => countIntact(await place.contents(), objects),
    pull: async () => countIntact(contentsOfCache(project), objects),
  }

  it.each(['push', 'pull'] as const)(
    'shows nothing half of what it was about to do, and the next one does the rest: %s',
    async (word) => {
      if (word === 'pull') await project.run('push')
      const begin = async () => (word === 'push' ? await place.begin(project) : forget(project))
      await begin()
      const requests = await requestsOf(place, () => runChild(project, word))
      expect(await intact[word]()).toBe(objects)
      const seen: number[] = []
      for (let point = 0; point < points; point++) {
        await begin()
        await killAt(place, 1 + Math.floor(random() * requests), () => startChild(project, word))
        seen.push(await intact[word]())
        expect((await project.run(word)).code).toBe(0)
        expect(await intact[word]()).toBe(objects)
      }
      console.log(`${place.name}: ${word} was killed with ${seen.join(', ')} of ${objects} objects there`)
    },
    60_000 + points * 60_000,
  )
})

function startChild(project: TestProject, word: string): ChildProcess {
  const env = { ...process.env, PATH: pathWithSterna(project) }
  return spawn('sh', ['-c', 'exec sterna "$0"', word], { cwd: project.directory, env, stdio: 'ignore' })
}

async function runChild(project: TestProject, word: string): Promise<void> {
  const child = startChild(project, word)
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0)
}

/** How many requests something makes. */
async function requestsOf({ proxy }: FaultyPlace, work: () => Promise<void>): Promise<number> {
  let count = 0
  proxy.disturb({ fault: {}, isMeant: () => (count++, false) })
  await work()
  proxy.disturb()
  return count
}

/** Kills it when it makes this request or, if it makes fewer, waits for its end. */
async function killAt({ proxy }: FaultyPlace, request: number, start: () => ChildProcess): Promise<void> {
  let count = 0
  const child = start()
  const ended = new Promise((resolve) => child.once('close', resolve))
  proxy.disturb({ fault: {}, isMeant: () => (++count === request && child.kill('SIGKILL'), false) })
  await ended
  proxy.disturb()
}
