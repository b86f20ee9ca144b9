import type { RepoPath } from '../foundation/base/index.ts'
import { abstractWords } from './command-values.ts'
import { commandText } from './offer-command.ts'
import type { WatchedRun } from './watched-run.ts'

/** What the newest of these runs of a command has read, whatever values it had. Only strace sees that. `runs`: newest first. */
export function seenReads(runs: readonly WatchedRun[], directory: RepoPath, command: string): RepoPath[] {
  const wanted = withoutValues(command)
  const run = runs.find(
    (one) =>
      one.exit === 0 &&
      one.trace === 'strace' &&
      one.directory === directory &&
      withoutValues(commandText(one.command)) === wanted,
  )
  return run ? run.files.reads.map(({ path }) => path) : []
}

function withoutValues(line: string): string {
  return abstractWords(line.split(' ')).join(' ')
}
