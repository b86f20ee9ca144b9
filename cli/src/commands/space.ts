import { measureSpace } from '@sterna/engine'
import { command } from '../shell/command.ts'
import { warningsTo } from '../show/events.ts'
import { spaceLines } from '../show/space.ts'

export const space = command({
  name: 'space',
  summary: 'Show how much data each output, branch, tag and experiment takes.',
  takes: {},
  failureExit: 255,
  run: async (_, { session, signal, report }) =>
    measureSpace(await session.project(), { signal, report: warningsTo(session, report) }),
  show: spaceLines,
  json: (result) => result,
})
