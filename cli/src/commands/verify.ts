import { verifyData } from '@sterna/engine'
import { command, flag, many, option } from '../shell/command.ts'
import { warningsTo } from '../show/events.ts'
import { isStillBroken, verifyJson, verifyLines } from '../show/verification.ts'

export const verify = command({
  name: 'verify',
  summary: 'Find data in the cache or a remote that is corrupt or missing, and mend it.',
  takes: {
    targets: many('targets', 'Stages, .dvc files or outputs; the whole cache or remote if left out.'),
    remote: option(
      '-r, --remote [name]',
      'Look at the remote instead of the cache. Without a name it is the default one.',
    ),
    from: option('--from <name>', 'The remote to mend the cache from, if not the default one.'),
    isRecursive: flag('-R, --recursive', 'Targets are directories; everything below them is meant.'),
    isDry: flag('--dry', 'Only say what is wrong.'),
  },
  failureExit: 1,
  run: async ({ targets, isRecursive, isDry, from, ...given }, { session, signal, report }) => {
    // An option that may stand alone has `true` for a value then.
    const remote = given.remote as string | true | undefined
    const name = typeof remote === 'string' ? remote : from
    const request = { targets, isRecursive, isDry, ofRemote: remote !== undefined }
    return verifyData(
      await session.project(),
      { ...request, ...(name === undefined ? {} : { remote: name }) },
      { signal, report: warningsTo(session, report) },
    )
  },
  show: verifyLines,
  json: verifyJson,
  exitCode: ({ troubles }) => (troubles.some(isStillBroken) ? 1 : 0),
})
