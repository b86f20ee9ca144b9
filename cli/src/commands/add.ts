import { type AddResult, addCopy, addData, Failure } from '@sterna/engine'
import { atLeastOne, type CommandRun, command, flag, number, option, type RequestOf } from '../shell/command.ts'
import { warningsTo } from '../show/events.ts'
import { gitHint } from '../show/git-hint.ts'

const takes = {
  targets: atLeastOne(
    'targets',
    'Files and directories to track; also what has changed inside of tracked directories.',
  ),
  isPattern: flag('--glob', 'Targets are patterns such as data/*.csv.'),
  out: option('-o, --out <path>', 'Copy the target here and track the copy.'),
  toRemote: flag('--to-remote', 'Send the target straight to a remote; nothing of it stays here.'),
  remote: option('-r, --remote <name>', 'The remote that --to-remote means, if not the default one.'),
  remoteJobs: number('--remote-jobs <number>', 'How many transfers at a time; a local remote needs no more than one.'),
  force: flag('-f, --force', 'Overwrite what is in the place of --out.'),
  withoutCommit: flag('--no-commit', 'Only record the hash; put nothing into the cache.'),
  withoutRelink: flag('--no-relink', 'Leave the files as they are, whatever kind of link is configured.'),
}

type Request = RequestOf<typeof takes>

export const add = command({
  name: 'add',
  summary: 'Track files and directories.',
  takes,
  failureExit: 1,
  run: async (request, run) => {
    refuseContradictions(request)
    const project = await run.session.project()
    const result = await carryOut(request, run)
    return { ...result, hint: gitHint(project, result) }
  },
  show: ({ hint }) => hint,
})

async function carryOut(request: Request, { session, signal, report }: CommandRun): Promise<AddResult> {
  const project = await session.project()
  const call = { signal, report: warningsTo(session, report) }
  const { targets, out, remote, force } = request
  if (!out && !request.toRemote) return addData(project, request, call)
  const toRemote = request.toRemote ? { toRemote: remote === undefined ? {} : { name: remote } } : {}
  return addCopy(project, { source: targets[0]!, force, ...(out ? { out } : {}), ...toRemote }, call)
}

function refuseContradictions(request: Request): void {
  const contradiction = request.toRemote || request.out ? withCopy(request) : withoutRemote(request)
  if (contradiction !== undefined) throw new Failure('usage', contradiction)
}

function withCopy({ targets, isPattern, withoutCommit, toRemote }: Request): string | undefined {
  const found = [
    ...(targets.length === 1 ? [] : ['multiple targets']),
    ...(isPattern ? ['--glob option'] : []),
    ...(withoutCommit ? ['--no-commit option'] : []),
  ]
  return found.length === 0 ? undefined : `${found[0]} can't be used with ${toRemote ? '--to-remote' : '--out'}`
}

function withoutRemote({ remote, remoteJobs }: Request): string | undefined {
  const found = [...(remote ? ['--remote'] : []), ...(remoteJobs ? ['--remote-jobs'] : [])]
  return found.length === 0 ? undefined : `${found[0]} can't be used without --to-remote`
}
