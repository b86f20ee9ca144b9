import type { AbsolutePath, RepoPath } from '../foundation/base/index.ts'
import { type Definition, readDefinition, type VarsFile, varsFileOf } from '../pipeline/index.ts'
import type { CommitTree } from './commit-tree.ts'

/** A `dvc.yaml` of a commit. */
export interface DefinitionFile {
  readonly file: RepoPath
  /** Of its blob. */
  readonly id: string
  readText(): Promise<string>
}

/** What one `dvc.yaml` means, by the blobs of those files that its interpolation has read. */
interface Meanings {
  readonly files: readonly RepoPath[]
  readonly byBlobs: Map<string, Definition>
}

/** Thrown by a lookup for a file that has not been read yet. */
class NotReadYet extends Error {
  readonly file: RepoPath

  constructor(file: RepoPath) {
    super(file)
    this.file = file
  }
}

/** The definitions of commits. One whose file, and what it takes values from, is the same in several commits is read once. */
export class CommitDefinitions {
  readonly #known = new Map<string, Meanings[]>()

  /** The definition as it is in this commit. Throws a `Failure` that lists all its mistakes. */
  async read(tree: CommitTree, root: AbsolutePath, place: DefinitionFile): Promise<Definition> {
    const key = `${place.id} ${place.file}`
    for (const { files, byBlobs } of this.#known.get(key) ?? []) {
      const known = byBlobs.get(await blobsOf(tree, files))
      if (known) return known
    }
    const { definition, files } = await readCommitDefinition(tree, root, place)
    const blobs = await blobsOf(tree, files)
    this.#meaningsWith(key, files).byBlobs.set(blobs, definition)
    return definition
  }

  #meaningsWith(key: string, files: readonly RepoPath[]): Meanings {
    const all = this.#known.get(key) ?? []
    this.#known.set(key, all)
    const same = all.find((one) => one.files.join('\n') === files.join('\n'))
    if (same) return same
    const made: Meanings = { files, byBlobs: new Map() }
    all.push(made)
    return made
  }
}

async function blobsOf(tree: CommitTree, files: readonly RepoPath[]): Promise<string> {
  const entries = await Promise.all(files.map((file) => tree.entryAt(file)))
  return entries.map((entry) => entry?.id ?? '').join(' ')
}

/**
 * A definition whose params files lie in Git. Interpolation asks for files while it runs and cannot wait, so a file it
 * asks for is read and the whole begun anew, until it has all.
 */
async function readCommitDefinition(
  tree: CommitTree,
  root: AbsolutePath,
  { file, readText }: DefinitionFile,
): Promise<{ definition: Definition; files: readonly RepoPath[] }> {
  const text = await readText()
  const known = new Map<RepoPath, VarsFile>()
  const readVars = (wanted: RepoPath) => {
    const found = known.get(wanted)
    if (!found) throw new NotReadYet(wanted)
    return found
  }
  for (;;) {
    try {
      return { definition: readDefinition(text, file, { root, readVars }), files: [...known.keys()] }
    } catch (error) {
      if (!(error instanceof NotReadYet)) throw error
      known.set(error.file, varsFileOf((await tree.readBytes(error.file))?.toString('utf8')))
    }
  }
}
