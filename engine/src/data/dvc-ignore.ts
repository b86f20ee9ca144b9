import { type AbsolutePath, absolutePath, pathInside, type RepoPath, repoPath } from '../foundation/base/index.ts'
import { IgnoreTree } from '../foundation/ignore/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'

/** The rules of all `.dvcignore` files of a project, after those that always hold. */
export function dvcIgnoreTree(files: Pick<FileSystem, 'readText'>, root: AbsolutePath): IgnoreTree {
  return new IgnoreTree({
    root,
    fileName: '.dvcignore',
    trimLines: true,
    read: (file) => files.readText(file),
    before: [{ text: '.hg/\n.git/\n.git\n.dvc/' }],
  })
}

/** Which paths inside a tracked directory are left out, and a text that is equal as long as the rules are. */
export interface IgnoredInside {
  readonly ignored: ((relativePath: string, isDirectory: boolean) => boolean) | undefined
  readonly ignoreKey: string
}

/**
 * The rules for what lies below `directory`; no function at all when nothing but the built-in rules applies. They are only read when
 * asked for, which does not happen if the path turns out to be a file.
 */
export function ignoredInside(tree: IgnoreTree, root: AbsolutePath, directory: RepoPath): IgnoredInside {
  let known: IgnoredInside | undefined
  const rules = () => (known ??= rulesInside(tree, root, directory))
  return {
    get ignored() {
      return rules().ignored
    },
    get ignoreKey() {
      return rules().ignoreKey
    },
  }
}

function rulesInside(tree: IgnoreTree, root: AbsolutePath, directory: RepoPath): IgnoredInside {
  if (pathInside(root, absolutePath(root, directory)) === undefined) return { ignored: undefined, ignoreKey: '' }
  const ignoreKey = tree.rulesText(directory)
  if (!hasPatterns(ignoreKey)) return { ignored: undefined, ignoreKey: '' }
  return {
    ignoreKey,
    ignored: (relative, isDirectory) => tree.isIgnored(repoPath(`${directory}/${relative}`), isDirectory),
  }
}

/** Whether any line is a pattern beside the built-in ones. */
function hasPatterns(rules: string): boolean {
  const [, ...files] = rules.split('\0')
  return files.some((text) =>
    text
      .split('\n')
      .slice(1)
      .some((line) => line !== '' && !line.startsWith('#')),
  )
}
