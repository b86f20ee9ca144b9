import { listAttempts } from '@sterna/engine'
import { command, flag, many, number } from '../shell/command.ts'
import { attemptForPrograms, attemptRows } from '../show/attempts.ts'
import { plainTable } from '../show/table.ts'

const usualCount = 20

export const runs = command({
  name: 'runs',
  summary: 'List the runs of stages on this machine, and how they ended.',
  takes: {
    targets: many('stages', 'Only of these stages.'),
    most: number('-n, --number <number>', `How many, the newest; ${usualCount} by default.`),
    isFailedOnly: flag('--failed', 'Only those that did not succeed.'),
  },
  run: async ({ targets, most = usualCount, isFailedOnly }, { session }) => {
    const project = await session.project()
    const stages = targets.map((target) => project.addressOf(target))
    return { project, attempts: listAttempts(project, { stages, most, isFailedOnly }) }
  },
  show: ({ project, attempts }, { targets }) =>
    attempts.length === 0
      ? [targets.length === 0 ? 'No stage has run here yet.' : 'None of these stages has run here.']
      : plainTable(
          attemptRows(attempts, (stage) => project.addressHere(stage)),
          attemptHeader,
        ),
  json: ({ attempts }) => attempts.map(attemptForPrograms),
})

const attemptHeader = ['Run', 'Stage', 'State', 'Began', 'Took', 'CPU', 'Memory', 'Why']
