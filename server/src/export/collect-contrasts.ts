import type { Contrast, ExperimentsAnswer } from '@sterna/api'
import { Failure, type Project } from '@sterna/engine'
import { contrastOf } from '../present/comparison.ts'
import type { Repository } from '../repository.ts'
import type { StudioWords } from '../studio-words.ts'
import type { NamedFiles } from './named-files.ts'
import { pairsToContrast } from './pairs-to-contrast.ts'

interface Contrasting {
  readonly repository: Repository
  readonly words: StudioWords
  readonly signal: AbortSignal
}

/** By revision the file that tells what others have otherwise. Of many runs only some pairs are told, so that no export takes hours. */
export function collectContrasts(
  { repository, words, signal }: Contrasting,
  rows: ExperimentsAnswer['rows'],
  files: NamedFiles,
): Promise<Record<string, string>> {
  return repository.look(async (project) => {
    if (project.git === undefined) return {}
    const told = new Map<string, Record<string, Contrast['sections']>>()
    for (const { before, after } of pairsToContrast(rows)) {
      signal.throwIfAborted()
      const sections = await sectionsOf(project, words, { before, after })
      if (sections) told.set(before, { ...told.get(before), [after]: sections })
    }
    return Object.fromEntries([...told].map(([before, contrasts]) => [before, files.add(contrasts)]))
  })
}

/** Undefined where one of both cannot be read, as of a run that failed. */
async function sectionsOf(project: Project, words: StudioWords, pair: { before: string; after: string }) {
  try {
    return await contrastOf(project, words, pair)
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}
