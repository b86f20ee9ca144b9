import { copyIntoTree, writeTreeSettings } from '../../experiments/index.ts'
import { type AbsolutePath, absolutePath, pathInside } from '../../foundation/base/index.ts'
import { isRunning, ownIdentity, type ProcessIdentity } from '../../foundation/system/index.ts'
import type { BisectionContext } from '../bisection-context.ts'

/** The place of the work trees that a bisection measures in, one after the other. */
export interface MeasuringTree {
  /** The project in it. */
  readonly project: AbsolutePath
  readonly root: AbsolutePath
  remove(): void
}

const folder = '.dvc/tmp/sterna/bisect'

/**
 * A work tree with the files of a commit, in place of the one that was there before. HEAD, index and files of the person's own
 * stay what they are.
 */
export function makeMeasuringTree(
  context: BisectionContext,
  { commit, copyPaths }: { readonly commit: string; readonly copyPaths: readonly string[] },
): MeasuringTree {
  const tree = treeOf(context, String(context.environment.processId))
  tree.remove()
  context.files.writeAtomic(tree.owner, JSON.stringify(ownIdentity()))
  const { root, gitDirectory } = tree
  context.makeTree({ of: context.git!.places, at: root, gitDirectory, head: commit, content: commit })
  writeTreeSettings(context, tree.project)
  for (const path of copyPaths) copyIntoTree(context, root, path)
  return tree
}

/** Takes away the work trees of bisections that were killed. */
export function clearDeadTrees(context: BisectionContext): void {
  const all = absolutePath(context.root, folder)
  for (const { name } of context.files.list(all) ?? []) {
    const [, number] = /^(\d+)(?:\.json)?$/.exec(name) ?? []
    const tree = number === undefined ? undefined : treeOf(context, number)
    if (tree && !isOwned(context, tree.owner)) tree.remove()
  }
}

/** Who owns a tree is written before it is made, and taken away after it. */
function isOwned({ files }: BisectionContext, owner: AbsolutePath): boolean {
  const text = files.readText(owner)
  const identity = text === undefined ? undefined : identityIn(text)
  return identity !== undefined && isRunning(identity) !== false
}

function treeOf(context: BisectionContext, name: string) {
  const { files, root, git, treesDirectory } = context
  const tree = absolutePath(root, `${folder}/${name}`)
  const owner = absolutePath(root, `${folder}/${name}.json`)
  const gitDirectory = absolutePath(treesDirectory, `bisect-${name}`)
  return {
    owner,
    gitDirectory,
    root: tree,
    project: absolutePath(tree, pathInside(git!.root, root) ?? ''),
    remove() {
      for (const path of [tree, gitDirectory, owner]) files.remove(path)
    },
  }
}

function identityIn(text: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(text) as ProcessIdentity
  } catch {
    return undefined
  }
}
