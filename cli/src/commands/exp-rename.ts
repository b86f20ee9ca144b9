import { Failure, renameExperiment } from '@sterna/engine'
import { command, flag, option, optionalWord } from '../shell/command.ts'
import { UsageError } from '../shell/usage-error.ts'

export const expRename = command({
  name: 'exp rename',
  summary: 'Give an experiment another name.',
  takes: {
    experiment: optionalWord('experiment', 'Its name.'),
    name: optionalWord('name', 'Its new name.'),
    remote: option('-g, --git-remote <name>', 'A Git remote or URL; not supported yet.'),
    force: flag('-f, --force', 'Replace one of the new name.'),
  },
  failureExit: 255,
  run: async ({ experiment, name, remote, force }, { session }) => {
    if (experiment === undefined) throw new UsageError('the following arguments are required: <name>')
    if (remote !== undefined) throw farFailure(remote)
    if (name === undefined)
      throw new Failure('usage', 'An experiment to rename and a new experiment name are required.')
    return { experiment, isRenamed: await renameExperiment(await session.project(), { experiment, name, force }) }
  },
  show: ({ experiment, isRenamed }) => [
    isRenamed ? `Renamed experiments: '${experiment}'` : 'No experiments to rename.',
  ],
  json: ({ experiment, isRenamed }) => ({ renamed: isRenamed ? [experiment] : [] }),
})

/** DVC takes it, and renames the one of this clone. */
function farFailure(remote: string): Failure {
  return new Failure('unsupported', 'Experiments of other repositories cannot be renamed there.', {
    hint: `Rename it here, push it, and remove the old one: sterna exp push ${remote} NAME, sterna exp remove -g ${remote} OLD`,
  })
}
