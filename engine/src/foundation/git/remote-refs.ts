import { type AbsolutePath, Failure, withoutPassword } from '../base/index.ts'
import { linesOf } from './list-refs.ts'
import { type OtherMachine, runOnOther } from './other-repository.ts'

/** The refs below prefixes of another repository, named by one of the clone's remotes or by a URL, with their ids. */
export function listRemoteRefs(
  machine: OtherMachine,
  directory: AbsolutePath,
  remote: string,
  prefixes: readonly string[],
): ReadonlyMap<string, string> {
  const words = ['ls-remote', '--quiet', '--refs', '--', remote, ...prefixes.map((prefix) => `${prefix}/*`)]
  const { code, stdout, stderr } = runOnOther(machine, { words, directory })
  if (code !== 0) throw remoteFailure(remote, stderr)
  const refs = linesOf(stdout).map((line) => line.split('\t').reverse() as [string, string])
  return new Map(refs.filter(([ref]) => prefixes.some((prefix) => ref.startsWith(`${prefix}/`))))
}

/** Why Git could not speak with another repository. */
export function remoteFailure(remote: string, said: string): Failure {
  const url = withoutPassword(remote)
  const isRefused = /authentication failed|could not read (username|password)|permission denied/i.test(said)
  return isRefused
    ? new Failure('git', `Authentication failed for '${url}': ${withoutPassword(said.trim())}`, {
        hint: `To see what Git needs: git ls-remote ${url}`,
      })
    : new Failure('git', `'${url}' is not a valid Git remote or URL`, {
        hint: `To see your remotes: git remote -v. What Git says: ${withoutPassword(said.trim().split('\n')[0] ?? '')}`,
      })
}
