import { forgetRuns, rememberedRuns, secondsFrom } from '@sterna/engine'
import { command, flag, option } from '../shell/command.ts'
import { UsageError } from '../shell/usage-error.ts'
import { rememberedRunLines, rememberedRunsForPrograms } from '../show/remembered-runs.ts'

export const cacheRuns = command({
  name: 'cache runs',
  summary: 'List the runs of stages that need not be done again, or forget some.',
  takes: {
    older: option('--older-than <time>', 'Only those older than 12h, 30d or the like.'),
    isIncompleteOnly: flag('--incomplete', 'Only those of whose outputs the cache does not have all any more.'),
    prune: flag('--prune', 'Forget them. Outputs stay: gc removes those that nobody needs.'),
  },
  run: async ({ older, isIncompleteOnly, prune }, { session }) => {
    const olderThan = older === undefined ? undefined : secondsFrom(older)
    if (older !== undefined && olderThan === undefined)
      throw new UsageError(`argument --older-than: invalid time: '${older}' (such as 12h or 30d)`)
    const project = await session.project()
    const runs = await rememberedRuns(project, { olderThan, isIncompleteOnly })
    if (prune) forgetRuns(project, runs)
    return { runs, isForgotten: prune }
  },
  show: rememberedRunLines,
  json: rememberedRunsForPrograms,
})
