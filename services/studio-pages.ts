import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Studio, startStudio } from '@sterna/server'
import { haveRunner } from '../cli/src/shell/queue-runner.ts'
import { studioWords } from '../cli/src/show/studio-words.ts'
import { buildStudio } from '../scripts/build-studio.mjs'

export interface RunningStudio extends Studio {
  /** The address of a page. */
  at(page: string): string
  readonly bugs: readonly unknown[]
}

/** Builds the pages as they are published; whoever made them removes the folder. */
export async function builtPages(): Promise<string> {
  const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'sterna-studio-'))
  await buildStudio(root, directory)
  return directory
}

/** The studio over a project, on loopback. */
export async function openStudio(directory: string, pages: string): Promise<RunningStudio> {
  const bugs: unknown[] = []
  const studio = await startStudio({
    directory,
    pages,
    words: studioWords,
    haveRunner,
    version: '0.0.0',
    host: '127.0.0.1',
    port: 0,
    token: 'a-token-for-tests',
    reportBug: (error) => bugs.push(error),
  })
  const at = (page: string) => {
    const url = new URL(page, studio.url)
    url.searchParams.set('token', 'a-token-for-tests')
    return url.href
  }
  return { ...studio, at, bugs }
}
