import { destroyProject, Failure } from '@sterna/engine'
import { command, flag } from '../shell/command.ts'

const question =
  'This will destroy all information about your pipelines, all data files, as well as cache in .dvc/cache.\nAre you sure you want to continue?'

export const destroy = command({
  name: 'destroy',
  summary: 'Take the project away: stage files, settings and cache.',
  takes: { force: flag('-f, --force', 'Do not ask.') },
  headline: 'failed to destroy DVC',
  failureExit: 1,
  run: async ({ force }, { session, signal }) => {
    const project = await session.project()
    if (!force && !(await isMeant())) throw unconfirmed()
    await destroyProject(project)

    async function isMeant(): Promise<boolean> {
      if (session.isTerminal) return (await import('../shell/ask.ts')).ask(question, signal)
      session.print(`${question} [y/n]`)
      return false
    }
  },
})

function unconfirmed(): Failure {
  return new Failure('not-confirmed', 'cannot destroy without a confirmation from the user. Use `-f` to force.')
}
