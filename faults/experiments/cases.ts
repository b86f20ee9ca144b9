import * as fs from 'node:fs'
import { type FaultCase, once } from '../fault-case.ts'
import { FaultProject } from '../project.ts'
import { randomNumbersFor } from '../random-numbers.ts'
import { judgeAfter, judgeDisturbed } from './judge.ts'
import { type ExperimentScene, experimentScenes } from './scenes.ts'
import { type RepositoryState, stateOf } from './state.ts'

/** Whoever is disturbed works at another time than whoever carries on, so that their commits have other ids. */
const earlier = { GIT_AUTHOR_DATE: '2023-12-31T00:00:00Z', GIT_COMMITTER_DATE: '2023-12-31T00:00:00Z' }

interface Known {
  readonly expected: RepositoryState
  readonly milliseconds: number
  readonly calls: number
}

/** Every command of experiments, killed or refused space at calls that change a file or start a program, and killed at random. */
export function experimentFaults(points: number): FaultCase[] {
  return experimentScenes.flatMap((scene) => {
    const known = once(() => undisturbed(scene))
    const random = randomNumbersFor(scene.name)
    const places = Array.from({ length: points }, (_, i) => (i + random()) / points)
    const atCalls = ['kill', 'ENOSPC'].flatMap((kind) => places.map((place) => atCall(scene, kind, place, known)))
    return [...atCalls, ...places.map((place) => atTime(scene, place, known))]
  })
}

async function undisturbed(scene: ExperimentScene): Promise<Known> {
  return inProject(scene, async (project) => {
    const begin = performance.now()
    const count = project.at('.site/calls')
    fs.mkdirSync(project.at('.site'), { recursive: true })
    const { status, stderr } = await project.runWith({ FAULT_COUNT: count, FAULT_PROGRAMS: 'yes' }, scene.words)
    if (status !== 0) throw new Error(`"${scene.name}" fails when nobody disturbs it: ${stderr}`)
    const calls = Math.max(...fs.readFileSync(count, 'utf8').trim().split('\n').map(Number))
    return { expected: stateOf(project), milliseconds: performance.now() - begin, calls }
  })
}

function atCall(scene: ExperimentScene, kind: string, place: number, known: () => Promise<Known>): FaultCase {
  return {
    name: `experiments: ${kind} at a call after ${Math.floor(place * 100)} % of ${scene.name}`,
    async judge() {
      const { expected, calls } = await known()
      const at = 1 + Math.floor(place * calls)
      const fault = { FAULT_KIND: kind, FAULT_AT: String(at), FAULT_PROGRAMS: kind === 'kill' ? 'yes' : '', ...earlier }
      const mistake = await disturb(scene, expected, async (project) => {
        const { status, stderr } = await project.runWith(fault, scene.words)
        const isClear = kind === 'kill' || status === 0 || /^(ERROR|WARNING): (?!unexpected)/m.test(stderr)
        return isClear ? undefined : `no clear error: ${stderr}`
      })
      return mistake && `call ${at} of ${calls}: ${mistake}`
    },
  }
}

function atTime(scene: ExperimentScene, place: number, known: () => Promise<Known>): FaultCase {
  return {
    name: `experiments: kill -9 after ${Math.floor(place * 100)} % of the time of ${scene.name}`,
    async judge() {
      const { expected, milliseconds } = await known()
      return disturb(scene, expected, async (project) => {
        await project.runAndKill(place * milliseconds, scene.words, earlier)
        return undefined
      })
    },
  }
}

function disturb(
  scene: ExperimentScene,
  expected: RepositoryState,
  harm: (project: FaultProject) => Promise<string | undefined>,
): Promise<string | undefined> {
  return inProject(scene, async (project) => {
    const before = stateOf(project)
    const unclear = await harm(project)
    return unclear ?? judgeDisturbed(project, scene, before, expected) ?? judgeAfter(project, scene, before, expected)
  })
}

async function inProject<Result>(
  scene: ExperimentScene,
  work: (project: FaultProject) => Promise<Result>,
): Promise<Result> {
  const project = await FaultProject.create()
  try {
    await scene.prepare(project)
    return await work(project)
  } finally {
    project.remove()
  }
}
