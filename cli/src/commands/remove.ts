import { removeStages } from '@sterna/engine'
import { atLeastOne, command, flag } from '../shell/command.ts'

export const remove = command({
  name: 'remove',
  aliases: ['rm'],
  summary: 'Stop tracking data, or take a stage out of the pipeline.',
  takes: {
    targets: atLeastOne('targets', 'A .dvc file, the name of a stage, or a path inside of a tracked directory.'),
    withOutputs: flag('--outs', 'Remove the data as well.'),
  },
  failureExit: 1,
  run: async (request, { session, signal, report }) =>
    removeStages(await session.project(), request, { signal, report }),
})
