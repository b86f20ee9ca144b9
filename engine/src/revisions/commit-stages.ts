import { isStageFile, type TrackedStage } from '../data/index.ts'
import { type AbsolutePath, joinRepo, type RepoPath } from '../foundation/base/index.ts'
import type { GitRepository, GitTreeEntry } from '../foundation/git/index.ts'
import { type Definition, lockFileOf, trackedStage } from '../pipeline/index.ts'
import { CommitIgnore } from './commit-ignore.ts'
import type { CommitSources, CommitStages } from './commit-sources.ts'
import type { CommitTree } from './commit-tree.ts'
import { lostObject } from './lost-object.ts'

export interface CommitContext {
  readonly root: AbsolutePath
  readonly git: Pick<GitRepository, 'readTree' | 'readBlob'>
  readonly sources: CommitSources
  readonly tree: CommitTree
}

/**
 * Walks the commit from the tree that is the project's root. As in the work tree, directories that are an output of a
 * file met before, that `.dvcignore` hides, or that are a project of their own are not entered.
 */
export async function collectCommitStages(context: CommitContext, rootTree: string): Promise<CommitStages> {
  const stages: TrackedStage[] = []
  const definitions: Definition[] = []
  const outputs = new Set<string>()
  const ignore = new CommitIgnore(context.git, context.root)
  const pending = [{ directory: '' as RepoPath, tree: rootTree }]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { directory } = next
    const entries = await context.git.readTree(next.tree)
    if (!entries && isNamed(next)) throw lostObject(directory)
    if (!entries) continue
    if (directory !== '' && entries.some(({ name, kind }) => name === '.dvc' && kind === 'directory')) continue
    await ignore.learn(directory, entries)
    const files = entries.filter(({ name, kind }) => kind === 'file' && isStageFile(name))
    const found = await Promise.all(
      files
        .map((entry) => ({ entry, file: joinRepo(directory, entry.name) }))
        .filter(({ file }) => !ignore.isIgnored(file, false))
        .map(({ entry, file }) => readStageFile(context, file, entry)),
    )
    for (const { stages: some, definition } of found) {
      stages.push(...some)
      if (definition) definitions.push(definition)
      for (const stage of some) for (const { path } of stage.outputs) outputs.add(path)
    }
    const below = entries
      .filter(({ kind }) => kind === 'directory')
      .map(({ name, id }) => ({ directory: joinRepo(directory, name), tree: id }))
      .filter(({ directory: child }) => !outputs.has(child) && !ignore.isIgnored(child, true))
    pending.push(...below.reverse())
  }
  return { stages, definitions }
}

/** Only the folder of a project may not be there yet in an early commit. */
function isNamed({ directory, tree }: { readonly directory: RepoPath; readonly tree: string }): boolean {
  return directory !== '' || tree.endsWith(':')
}

interface ReadStageFile {
  readonly stages: readonly TrackedStage[]
  readonly definition?: Definition
}

async function readStageFile(context: CommitContext, file: RepoPath, entry: GitTreeEntry): Promise<ReadStageFile> {
  const { git, sources, tree, root } = context
  if (file.endsWith('.dvc')) return { stages: [await sources.read(file, entry.id)] }
  const readText = async () => {
    const bytes = await git.readBlob(entry.id)
    if (!bytes) throw lostObject(file)
    return bytes.toString('utf8')
  }
  const definition = await sources.definitions.read(tree, root, { file, id: entry.id, readText })
  const locked = await sources.readLock(tree, lockFileOf(file))
  return { stages: definition.stages.map((stage) => trackedStage(stage, locked.get(stage.name))), definition }
}
