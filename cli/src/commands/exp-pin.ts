import { type Pin, pinExperiments, pinnedExperiments, unpinExperiments } from '@sterna/engine'
import { atLeastOne, command, many } from '../shell/command.ts'
import { joinedNames } from '../show/joined-names.ts'

export const expPin = command({
  name: 'exp pin',
  summary: 'Pin experiments, so that they are not removed, or list what is pinned.',
  takes: { names: many('experiment', 'Names of experiments; what is pinned is listed if left out.') },
  failureExit: 255,
  run: async ({ names }, { session }) => {
    const project = await session.project()
    return names.length === 0 ? pinnedExperiments(project) : pinExperiments(project, names)
  },
  show: (pins, { names }) => (names.length === 0 ? pins.map(listed) : [`Pinned: ${namesOf(pins)}`]),
  json: (pins) => ({ pinned: pins.map(pinJson) }),
})

export const expUnpin = command({
  name: 'exp unpin',
  summary: 'Let go of pinned experiments.',
  takes: { names: atLeastOne('experiment', 'Names of experiments.') },
  failureExit: 255,
  run: async ({ names }, { session }) => unpinExperiments(await session.project(), names),
  show: (pins) => [`Not pinned any more: ${namesOf(pins)}`],
  json: (pins) => ({ unpinned: pins.map(pinJson) }),
})

function listed({ name, ref, commit }: Pin): string {
  return `${commit.slice(0, 7)} [${name || ref}]`
}

function namesOf(pins: readonly Pin[]): string {
  return joinedNames(pins.map(({ name, ref }) => `'${name || ref}'`))
}

function pinJson({ name, ref, commit }: Pin) {
  return { name, ref, rev: commit }
}
