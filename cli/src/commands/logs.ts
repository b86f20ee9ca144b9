import { findAttempt, readAttemptLog } from '@sterna/engine'
import { command, flag, option, word } from '../shell/command.ts'

export const logs = command({
  name: 'logs',
  summary: 'Show what a stage printed when it ran.',
  takes: {
    stage: word('stage'),
    follows: flag('-f, --follow', 'Go on until the run has ended.'),
    id: option('--run <id>', 'Of this run, or the one that begins like it; of the newest if left out.'),
  },
  run: async ({ stage, follows, id }, { session, signal }) => {
    const project = await session.project()
    const attempt = findAttempt(project, project.addressOf(stage), id)
    const hear = (bytes: Uint8Array) => session.write('stdout', bytes)
    const { state, cause } = await readAttemptLog(project, attempt, hear, { follows, signal })
    if (state === 'lost')
      session.warn(`Run ${attempt.id} was lost: it was killed before it could write down how it ended.`)
    if (state === 'failed') session.warn(`Run ${attempt.id} failed: ${cause}`)
    return state
  },
})
