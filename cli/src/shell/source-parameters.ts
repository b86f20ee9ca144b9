import { browseRepository, Failure, type Failure as FailureType } from '@sterna/engine'
import { optionOrNothing, type RequestOf, type Session } from './command.ts'
import { overlayOf, settingsParameters } from './settings-parameters.ts'

/** Which state of which repository a command looks at, for commands that look at any of them. */
export const sourceParameters = {
  revision: optionOrNothing('--rev [commit]', 'The commit, branch or tag to look at, instead of the work tree.'),
  ...settingsParameters,
}

/** Opens the repository, and closes it when `use` is done with it. */
export async function withRepository<Result>(
  session: Session,
  location: string,
  request: RequestOf<typeof sourceParameters> & { readonly path: string | undefined },
  use: (repository: Awaited<ReturnType<typeof browseRepository>>) => Promise<Result>,
): Promise<Result> {
  const { workingDirectory, signal: stop } = session
  const { revision, path } = request
  const overlay = overlayOf(request, session)
  const state = { ...(revision === undefined ? {} : { revision }), ...(path === undefined ? {} : { path }) }
  const repository = await browseRepository({ workingDirectory, location, overlay, stop, ...state })
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
