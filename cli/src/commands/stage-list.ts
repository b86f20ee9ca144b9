import { describeStages } from '@sterna/engine'
import { command, flag, many } from '../shell/command.ts'
import { warningsTo } from '../show/events.ts'
import { plainTable } from '../show/table.ts'

export const stageList = command({
  name: 'stage list',
  summary: 'List the stages of the pipeline.',
  takes: {
    targets: many('targets', 'Stages or dvc.yaml files; the dvc.yaml here if left out.'),
    nameOnly: flag('--name-only', 'Only their names.'),
    namesOnly: flag('--names-only', 'The same.'),
    all: flag('--all', 'Those of the whole project.'),
    isRecursive: flag('-R, --recursive', 'Targets are directories; everything below them is meant.'),
    isStrict: flag('--fail', 'Fail where a dvc.yaml has mistakes, even if others are meant.'),
  },
  failureExit: 255,
  run: async ({ targets, all, isRecursive, isStrict }, { session, signal, report }) =>
    describeStages(
      await session.project(),
      { targets, all, isRecursive, isStrict },
      { signal, report: warningsTo(session, report) },
    ),
  show: (stages, { nameOnly, namesOnly }) =>
    nameOnly || namesOnly
      ? stages.map(({ address }) => address)
      : plainTable(stages.map(({ address, description }) => [address, description])),
})
