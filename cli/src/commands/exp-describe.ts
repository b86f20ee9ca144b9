import { describeExperiment } from '@sterna/engine'
import { command, word } from '../shell/command.ts'
import { runRecordLines } from '../show/run-record.ts'

export const expDescribe = command({
  name: 'exp describe',
  summary: 'Tell how an experiment came about: what ran, with what, and where.',
  takes: { experiment: word('experiment', 'Its name, or its commit.') },
  failureExit: 255,
  run: async ({ experiment }, { session }) => describeExperiment(await session.project(), experiment),
  show: runRecordLines,
  json: (record) => record,
})
