import { explainSystemError, Failure } from '@sterna/engine'
import type { CommandDescription, Session } from './shell/command.ts'
import { exitCodeOf, exitCodes } from './shell/exit-codes.ts'
import { failureLines } from './shell/failure-lines.ts'
import { type FoundCommand, findCommand } from './shell/find-command.ts'
import type { GlobalOptions } from './shell/parse.ts'
import { parseWords } from './shell/parse.ts'
import { openSession, type ShellSession } from './shell/session.ts'
import { processTerminal, type Terminal } from './shell/terminal.ts'
import { UsageError } from './shell/usage-error.ts'

/** Carries out one command line and returns the exit code. Nothing else knows of argv, streams and exit codes. */
export async function runCommandLine(
  words: readonly string[],
  terminal: Terminal = processTerminal(),
): Promise<number> {
  try {
    const found = await findCommand(words)
    return found ? await runFound(found, words, terminal) : await runBare(words, terminal)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return explainUsage(error, terminal)
  }
}

async function runFound(found: FoundCommand, words: readonly string[], terminal: Terminal): Promise<number> {
  const { description } = found
  if (wantsHelp(found)) return printHelp(description, terminal)
  const { request, globals } = parseWords(description, found.words)
  const session = openSession(terminal, globals, words)
  try {
    return await carryOut(description, request, session, globals, terminal)
  } catch (error) {
    if (error instanceof UsageError) throw error
    return report(explainSystemError(error), description, globals, terminal)
  } finally {
    session.close()
  }
}

async function carryOut(
  description: CommandDescription,
  request: Record<string, unknown>,
  session: ShellSession,
  globals: GlobalOptions,
  terminal: Terminal,
): Promise<number> {
  const { signal } = session
  const result = await description.run(request as never, { session, signal, report: (event) => session.listen(event) })
  session.finishProgress()
  if (globals.json && description.json) {
    const { renderForPrograms } = await import('./shell/json-output.ts')
    terminal.out(`${renderForPrograms(description.json(result, request as never), terminal)}\n`)
  } else if (!globals.quiet) {
    const context = { columns: terminal.columns, isTerminal: terminal.isTerminal }
    for (const line of description.show?.(result, request as never, context) ?? []) terminal.out(`${line}\n`)
  }
  return description.exitCode?.(result, request as never, globals.quiet) ?? 0
}

function wantsHelp({ description, words }: FoundCommand): boolean {
  const takesProgram = Object.values(description.takes).some(({ kind }) => kind === 'program')
  const rest = Object.values(description.takes)
    .find(({ kind }) => kind === 'rest')
    ?.text.split(' ')[0]
  if (rest !== undefined && words.includes(rest)) return false
  const own = takesProgram ? words.slice(0, 1) : words.slice(0, words.includes('--') ? words.indexOf('--') : undefined)
  return own.includes('-h') || own.includes('--help')
}

async function printHelp(description: CommandDescription, terminal: Terminal): Promise<number> {
  const { commandHelp } = await import('./shell/help.ts')
  terminal.out(`${commandHelp(description, terminal.columns)}\n`)
  return 0
}

/** No command was named: the state of the cycle inside a project, how to begin outside of one. */
async function runBare(words: readonly string[], terminal: Terminal): Promise<number> {
  const { parseBareWords } = await import('./shell/bare.ts')
  const bare = parseBareWords(words)
  if (bare.kind === 'print') {
    terminal.out(`${bare.text}\n`)
    return 0
  }
  const { overview } = await import('./commands/overview.ts')
  return runFound({ description: overview as unknown as CommandDescription, words: [...words] }, words, terminal)
}

async function explainUsage(error: UsageError, terminal: Terminal): Promise<number> {
  if (error.description) await printHelp(error.description, terminal)
  else terminal.out(`${(await import('./shell/bare.ts')).programHelp()}\n`)
  terminal.err(`${terminal.paint('red', 'ERROR')}: ${error.message}\n`)
  return exitCodes.usage
}

function report(error: unknown, description: CommandDescription, globals: GlobalOptions, terminal: Terminal): number {
  if (!globals.quiet) {
    const headline = error instanceof Failure && error.code === 'config' ? 'configuration error' : description.headline
    const show = { isVerbose: globals.verbose, ...(headline === undefined ? {} : { headline }) }
    terminal.err(`${terminal.paint('red', 'ERROR')}: ${failureLines(error, show).join('\n')}\n`)
  }
  return exitCodeOf(error, description.failureExit ?? exitCodes.other, description.exits)
}

export type { Session }
