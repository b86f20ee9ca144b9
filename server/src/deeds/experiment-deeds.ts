import type { Handlers, SternaRoutes } from '@sterna/api'
import { applyExperiment, branchExperiment, checkoutFailure, quietCall, removeExperiments } from '@sterna/engine'
import type { DeedsContext } from './deeds-context.ts'

type Deeds = Pick<Handlers<SternaRoutes>, 'applyExperiment' | 'branchExperiment' | 'removeExperiments'>

/** What can be done with experiments, by the engine's verbs and under their locks. */
export function experimentDeeds({ repository }: DeedsContext): Deeds {
  return {
    applyExperiment: ({ experiment }) =>
      repository.look(async (project) => {
        const { checkout, written, earlier } = await applyExperiment(project, experiment, quietCall())
        if (checkout.failed.length > 0) throw checkoutFailure(checkout.failed)
        const before = earlier === undefined ? [] : [`What an earlier apply had not finished is kept in ${earlier}.`]
        return {
          said: [
            `The workspace is as ${experiment} is.`,
            'What was there before: git stash apply refs/exps/apply/stash',
            ...before,
          ],
          names: [...written],
        }
      }),
    branchExperiment: ({ experiment, branch }) =>
      repository.look((project) => {
        const made = branchExperiment(project, { experiment, branch })
        return { said: [`There is a branch ${made.branch} now.`], names: [made.branch] }
      }),
    removeExperiments: ({ experiments }) =>
      repository.look(async (project) => {
        const selection = { names: experiments, allCommits: false, revisions: [], commits: 1 }
        const removed = await removeExperiments(project, { ...selection, keep: false, queued: false })
        const names = [...new Set([...removed.tasks, ...removed.experiments.map(({ name }) => name)])]
        return { said: names.map((name) => `${name} is removed.`), names }
      }),
  }
}
