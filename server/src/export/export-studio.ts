import * as fs from 'node:fs'
import * as path from 'node:path'
import type { Handlers, SternaRoutes } from '@sterna/api'
import { openProject } from '@sterna/engine'
import { createHandlers } from '../handlers.ts'
import { Repository } from '../repository.ts'
import type { StudioWords } from '../studio-words.ts'
import { collectAnswers, collectValues } from './collect-answers.ts'
import { collectContrasts } from './collect-contrasts.ts'
import type { ExportedIndex } from './exported-index.ts'
import { exportedPage } from './exported-page.ts'
import { NamedFiles } from './named-files.ts'
import { checkPlace, type Exported, replaceFolder } from './place.ts'

export interface ExportOptions {
  /** The project, or a folder in it. */
  readonly directory: string
  /** Where the pages' files are. */
  readonly pages: string
  readonly words: StudioWords
  readonly version: string
  /** The folder to write: absent, empty, or an export from before. */
  readonly to: string
  readonly signal: AbortSignal
}

/** Writes what the studio shows now as a folder of files, which any file server can serve. */
export async function exportStudio(options: ExportOptions): Promise<Exported> {
  const { version, to, signal } = options
  checkPlace(to)
  const repository = new Repository(await rootOf(options.directory))
  const handlers = createHandlers({ repository, words: options.words, version, haveRunner: async () => false })
  const files = new NamedFiles()
  const list = files.add(await collectAll(handlers, repository, options, files))
  signal.throwIfAborted()
  const page = exportedPage({ script: answersScript(options.pages), list, made: new Date() })
  return replaceFolder({ to, pages: options.pages, files: files.all(), page, version })
}

async function collectAll(
  handlers: Handlers<SternaRoutes>,
  repository: Repository,
  options: ExportOptions,
  files: NamedFiles,
): Promise<ExportedIndex> {
  const experiments = await handlers.experiments({})
  return {
    format: 1,
    answers: await collectAnswers(handlers, experiments, files),
    values: await collectValues(handlers, experiments, files),
    contrasts: await collectContrasts({ repository, ...options }, experiments.rows, files),
  }
}

/** The script is called by its content, too. */
function answersScript(pages: string): string {
  const name = fs.readdirSync(path.join(pages, 'export')).find((one) => one.endsWith('.js'))
  return `export/${name}`
}

/** Paths are told as seen from the project's root, wherever somebody stands. */
async function rootOf(directory: string): Promise<string> {
  const project = await openProject({ workingDirectory: path.resolve(directory), orRepository: true })
  project.close()
  return project.root
}
