import { absolutePath, Failure, realFileSystem } from '@sterna/engine'
import type { Studio } from '@sterna/server'
import { command, flag, number, option, optionalWord, type RequestOf, type Session } from '../shell/command.ts'
import { openUrl } from '../shell/open-in-browser.ts'
import { haveRunner } from '../shell/queue-runner.ts'
import { studioPages } from '../shell/studio-pages.ts'
import { studioWords } from '../show/studio-words.ts'
import { version } from '../version.ts'

const usualPort = 4117
const shortestToken = 16

const takes = {
  directory: optionalWord('directory', 'The project, if not the one here.'),
  port: number('-p, --port <number>', `Listen there; at ${usualPort}, or another one if that is taken, if left out.`),
  host: option('--host <address>', 'Listen on this address too, for others than this machine; needs --token.'),
  token: option('--token <token>', 'What whoever looks has to know; a new one each time if left out.'),
  noOpen: flag('--no-open', 'Do not open the browser.'),
  asJson: flag('--json', 'Print the address as JSON.'),
}

export const studio = command({
  name: 'studio',
  summary: 'Look at the project in the browser.',
  takes,
  failureExit: 255,
  run: async (request, { session, signal }) => {
    refuseOpenHost(request)
    const started = await start(request, session)
    for (const line of linesFor(request, started.url)) session.print(line)
    if (!request.noOpen && session.isTerminal) openUrl(started.url, session)
    await aborted(signal)
    await started.close()
  },
})

type Request = RequestOf<typeof takes>

function linesFor({ asJson }: Request, url: string): readonly string[] {
  return asJson ? [JSON.stringify({ url })] : [`Studio: ${url}`, 'Ctrl-C ends it. What runs goes on.']
}

/** Whoever can reach the server must at least know a token that somebody has chosen, because it is told to others. */
function refuseOpenHost({ host, token }: Request): void {
  if (token !== undefined && token.length < shortestToken)
    throw new Failure('usage', `A token of ${token.length} characters can be guessed.`, {
      hint: `Take ${shortestToken} or more, such as those of: openssl rand -hex 16`,
    })
  if (host === undefined || isLoopback(host) || token !== undefined) return
  throw new Failure('usage', `At '${host}' others can reach the studio, so that it needs a token.`, {
    hint: 'Choose one and give it to whoever may look: --token "$(openssl rand -hex 16)"',
  })
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}

async function start({ directory, port, host = '127.0.0.1', token }: Request, session: Session): Promise<Studio> {
  const { newToken, startStudio } = await import('@sterna/server')
  const options = {
    directory: placeOf(directory, session),
    pages: studioPages(),
    words: studioWords,
    haveRunner,
    version,
    host,
    token: token ?? newToken(),
    reportBug: (error: unknown) =>
      session.warn(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  }
  try {
    return await startStudio({ ...options, port: port ?? usualPort })
  } catch (error) {
    if (!isTaken(error)) throw error
    if (port === undefined) return startStudio({ ...options, port: 0 })
    throw new Failure('usage', `Somebody listens at port ${port} already.`, {
      hint: 'Take another one, or leave --port out.',
      cause: error,
    })
  }
}

/** The folder that was named has to be there: otherwise the project around it would be opened. */
function placeOf(directory: string | undefined, { workingDirectory }: Session): string {
  if (directory === undefined) return workingDirectory
  const place = absolutePath(workingDirectory, directory)
  if (realFileSystem.stat(place)?.kind === 'directory') return place
  throw new Failure('file-missing', `There is no folder '${directory}'.`, { hint: 'Name the folder of a project.' })
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
