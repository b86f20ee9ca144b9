import { pathToFileURL } from 'node:url'
import { type AbsolutePath, absolutePath, realProcesses } from '@sterna/engine'
import type { Session } from './command.ts'

const openers: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
}

/** Has the system open a file in the browser; says so if it cannot. */
export function openInBrowser(file: AbsolutePath, session: Session): void {
  openUrl(pathToFileURL(file).href, session)
}

/** The same of an address. */
export function openUrl(url: string, session: Session): void {
  const [command = '', ...words] = openers[process.platform] ?? ['xdg-open']
  if (!succeeds(command, [...words, url], absolutePath(session.workingDirectory)))
    session.warn(`Failed to open ${url}. Please try opening it manually.`)
}

function succeeds(command: string, words: readonly string[], directory: AbsolutePath): boolean {
  try {
    return realProcesses.run({ command, arguments: words, directory }).code === 0
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}
