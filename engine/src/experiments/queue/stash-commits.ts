import { type AbsolutePath, absolutePath, pathInside } from '../../foundation/base/index.ts'
import type { ScratchIndex } from '../../foundation/git/index.ts'
import { leftByOthers, ofProcess } from '../../foundation/system/index.ts'
import type { QueueContext } from './queue-context.ts'

const purpose = 'queued'

/** A file that a commit has otherwise than the work tree. */
export interface NewFile {
  /** From the root of the repository. */
  readonly path: string
  readonly content: string | Uint8Array
}

export interface StashToMake {
  readonly message: string
  readonly files: readonly NewFile[]
}

/**
 * Commits like those of `git stash`, each of the work tree as it is with some files in another state; neither the work tree nor
 * its index changes. Returns their ids.
 */
export function makeStashCommits(context: QueueContext, head: string, stashes: readonly StashToMake[]): string[] {
  const git = context.git!
  const index = git.scratchIndex()
  try {
    index.refuseUnmerged()
    index.addTracked()
    const ids = storeFiles(context, index, stashes)
    return stashes.map(({ message, files }) => {
      const lines = files.map((file) => `100644 ${ids.get(file)}\t${file.path}\n`)
      index.run(['update-index', '--add', '--index-info'], lines.join(''))
      const tree = index.writeTree()
      const staged = git.makeCommit({ tree, parents: [head], message: 'Index stash' })
      return git.makeCommit({ tree, parents: [head, staged], message })
    })
  } finally {
    index.close()
  }
}

/** The ids of the files' contents, which one process puts into the repository. */
function storeFiles(
  context: QueueContext,
  index: ScratchIndex,
  stashes: readonly StashToMake[],
): ReadonlyMap<NewFile, string> {
  const { files, treesDirectory, environment } = context
  const folder = absolutePath(treesDirectory, ofProcess(purpose, environment.processId))
  for (const left of leftByOthers(files, treesDirectory, purpose)) files.remove(left)
  try {
    const all = stashes.flatMap((stash) => stash.files)
    const places = all.map(({ content }, i) => written(context, absolutePath(folder, String(i)), content))
    const list = places.map((place) => `${place}\n`).join('')
    const ids = index.run(['hash-object', '-w', '--no-filters', '--stdin-paths'], list).trim().split('\n')
    return new Map(all.map((file, i) => [file, ids[i]!]))
  } finally {
    files.remove(folder)
  }
}

function written({ files }: QueueContext, place: AbsolutePath, content: string | Uint8Array): AbsolutePath {
  files.writeAtomic(place, content)
  return place
}

/** A path of the project, from the root of the repository. */
export function pathInGit({ git, root }: Pick<QueueContext, 'git' | 'root'>, path: string): string {
  return pathInside(git!.root, absolutePath(root, path)) ?? path
}
