import type { AbsolutePath, RepoPath } from '../foundation/base/index.ts'
import { type Definition, readDefinition, type VarsFile, varsFileOf } from '../pipeline/index.ts'

/** Reads a file of a commit; undefined if there is none. */
export type ReadText = (file: RepoPath) => Promise<string | undefined>

/** Thrown by a lookup for a file that has not been read yet. */
class NotReadYet extends Error {
  readonly file: RepoPath

  constructor(file: RepoPath) {
    super(file)
    this.file = file
  }
}

/**
 * A definition whose params files lie in Git. Interpolation asks for files while it runs and cannot wait, so a file it
 * asks for is read and the whole begun anew, until it has all.
 */
export async function readCommitDefinition(
  text: string,
  file: RepoPath,
  root: AbsolutePath,
  readText: ReadText,
): Promise<Definition> {
  const known = new Map<RepoPath, VarsFile>()
  const readVars = (wanted: RepoPath) => {
    const found = known.get(wanted)
    if (!found) throw new NotReadYet(wanted)
    return found
  }
  for (;;) {
    try {
      return readDefinition(text, file, { root, readVars })
    } catch (error) {
      if (!(error instanceof NotReadYet)) throw error
      known.set(error.file, varsFileOf(await readText(error.file)))
    }
  }
}
