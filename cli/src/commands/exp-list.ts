import { Failure, listByBaseline } from '@sterna/engine'
import { command, flag, number, optionalWord, options } from '../shell/command.ts'
import { UsageError } from '../shell/usage-error.ts'
import { listedJson, listedLines } from '../show/listed-experiments.ts'

export const expList = command({
  name: 'exp list',
  summary: 'List experiments of this clone or of another repository.',
  takes: {
    remote: optionalWord('git_remote', 'A Git remote or URL; this clone if left out.'),
    allCommits: flag('-A, --all-commits', 'All experiments.'),
    revisions: options('--rev <commit>', 'Experiments that began at this commit; at HEAD if left out.'),
    commits: number('-n, --num <number>', 'So many commits from each along first parents; a negative number for all.'),
    onlyNames: flag('--name-only, --names-only', 'Only names.'),
    onlyCommits: flag('--sha-only, --shas-only', 'Only ids of commits.'),
  },
  failureExit: 255,
  run: async ({ remote, revisions, commits, allCommits, onlyNames, onlyCommits }, { session }) => {
    refuseBoth(onlyNames && onlyCommits, onlyCommits && remote !== undefined)
    const request = { revisions, commits: commits ?? 1, allCommits, ...(remote !== undefined && { remote }) }
    return listByBaseline(await session.repository(), request)
  },
  show: (baselines, request) => listedLines(baselines, request),
  json: listedJson,
})

function refuseBoth(areTwo: boolean, areFar: boolean): void {
  if (areTwo)
    throw new UsageError('argument --sha-only/--shas-only: not allowed with argument --name-only/--names-only')
  if (areFar)
    throw new Failure('usage', '--sha-only not supported with git_remote.', {
      hint: 'A repository elsewhere tells the names of its experiments: leave --sha-only out.',
    })
}
