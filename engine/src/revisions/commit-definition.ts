import { type AbsolutePath, Failure, type RepoPath } from '../foundation/base/index.ts'
import { type Definition, readDefinition, readParamsFile, type VarsFile, varsFileOf } from '../pipeline/index.ts'
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
  /** It takes no values from files, so that it means the same whatever they hold, as long as they can be read. */
  readonly isPlain: boolean
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
    for (const meanings of this.#known.get(key) ?? []) {
      const known = await knownMeaning(tree, meanings)
      if (known) return known
    }
    const { definition, files, isPlain } = await readCommitDefinition(tree, root, place)
    const blobs = await blobsOf(tree, files)
    this.#meaningsWith(key, files, isPlain).byBlobs.set(blobs, definition)
    return definition
  }

  #meaningsWith(key: string, files: readonly RepoPath[], isPlain: boolean): Meanings {
    const all = this.#known.get(key) ?? []
    this.#known.set(key, all)
    const same = all.find((one) => one.files.join('\n') === files.join('\n'))
    if (same) return same
    const made: Meanings = { files, byBlobs: new Map(), isPlain }
    all.push(made)
    return made
  }
}

async function knownMeaning(tree: CommitTree, { files, byBlobs, isPlain }: Meanings): Promise<Definition | undefined> {
  const blobs = await blobsOf(tree, files)
  const known = byBlobs.get(blobs)
  if (known || !isPlain) return known
  const isReadable = await Promise.all(files.map((file) => canBeRead(tree, file)))
  if (!isReadable.every(Boolean)) return undefined
  const [same] = byBlobs.values()
  if (same) byBlobs.set(blobs, same)
  return same
}

/** Whether a file holds a mapping, of which all that it says is whole. */
async function canBeRead(tree: CommitTree, file: RepoPath): Promise<boolean> {
  const text = (await tree.readBytes(file))?.toString('utf8')
  try {
    return text !== undefined && readParamsFile(text, file) instanceof Map
  } catch (error) {
    if (error instanceof Failure) return false
    throw error
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
): Promise<{ definition: Definition; files: readonly RepoPath[]; isPlain: boolean }> {
  const text = await readText()
  const known = new Map<RepoPath, VarsFile>()
  const readVars = (wanted: RepoPath) => {
    const found = known.get(wanted)
    if (!found) throw new NotReadYet(wanted)
    return found
  }
  for (;;) {
    try {
      const definition = readDefinition(text, file, { root, readVars })
      return { definition, files: [...known.keys()], isPlain: !text.includes('${') && !/^ *vars\b/m.test(text) }
    } catch (error) {
      if (!(error instanceof NotReadYet)) throw error
      known.set(error.file, varsFileOf((await tree.readBytes(error.file))?.toString('utf8')))
    }
  }
}
