import * as path from 'node:path'
import { openProject, type Project } from '@sterna/engine'
import { version } from '../version.ts'
import type { Session } from './command.ts'
import type { GlobalOptions } from './parse.ts'
import { ProgressLine } from './progress-line.ts'
import type { Terminal } from './terminal.ts'

/** A session with what only `main` needs of it. */
export interface ShellSession extends Session {
  listen(event: unknown): void
  finishProgress(): void
  close(): void
}

export function openSession(terminal: Terminal, globals: GlobalOptions, words: readonly string[]): ShellSession {
  const stopping = new AbortController()
  const interrupts = terminal.onInterrupt(() => stopping.abort())
  const progress = new ProgressLine(terminal, globals.quiet)
  const workingDirectory = path.resolve(terminal.workingDirectory, globals.directory ?? '')
  let opened: Promise<Project> | undefined
  const open = (options: { readonly orRepository?: boolean } = {}) =>
    openProject({
      ...options,
      workingDirectory,
      version,
      waitForLock: globals.waitForLock,
      commandLine: ['sterna', ...words].join(' '),
      stop: stopping.signal,
      ...(globals.verbose && { tell: (line: string) => progress.around(() => terminal.err(`${line}\n`)) }),
    })
  return {
    workingDirectory,
    isQuiet: globals.quiet,
    isForPrograms: globals.json,
    isTerminal: terminal.isTerminal,
    signal: stopping.signal,
    project: () => (opened ??= open()),
    repository: () => (opened ??= open({ orRepository: true })),
    print: (line) => progress.around(() => globals.quiet || terminal.out(`${line}\n`)),
    write: (stream, bytes) => progress.around(() => terminal.write(stream, bytes)),
    warn: (line) =>
      progress.around(() => globals.quiet || terminal.err(`${terminal.paint('yellow', 'WARNING')}: ${line}\n`)),
    listen: (event) => progress.listen(event),
    finishProgress: () => progress.finish(),
    close() {
      progress.finish()
      interrupts.close()
      void opened?.then(
        (project) => project.close(),
        () => undefined,
      )
    },
  }
}
