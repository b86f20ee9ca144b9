import { browseRepository, Failure, type Failure as FailureType } from '@sterna/engine'
import { option, type RequestOf, type Session } from './command.ts'

/** Which state of which repository a command looks at, for commands that look at any of them. */
export const sourceParameters = {
  revision: option('--rev <commit>', 'The commit, branch or tag to look at; the work tree if left out.'),
  remote: option('--remote <name>', 'The remote to use there, if not the default one.'),
}

/** Opens the repository, and closes it when `use` is done with it. */
export async function withRepository<Result>(
  session: Session,
  location: string,
  { remote }: Pick<RequestOf<typeof sourceParameters>, 'remote'>,
  use: (repository: Awaited<ReturnType<typeof browseRepository>>) => Promise<Result>,
): Promise<Result> {
  const { workingDirectory } = session
  const repository = await browseRepository({ workingDirectory, location, ...(remote === undefined ? {} : { remote }) })
  try {
    return await use(repository)
  } finally {
    repository.close()
  }
}

/** A failure as told by a command that names what it was about. */
export function about(headline: string, error: unknown, told: readonly FailureType['code'][]): unknown {
  if (!(error instanceof Failure) || !told.includes(error.code)) return error
  const { code, message, hint } = error
  return new Failure(code, `${headline} - ${message}`, { cause: error, ...(hint === undefined ? {} : { hint }) })
}
