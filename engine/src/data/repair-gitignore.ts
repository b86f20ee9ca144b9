import { type AbsolutePath, absolutePath, pathInside } from '../foundation/base/index.ts'
import type { GitIgnoreContext } from './git-ignore-files.ts'
import { addIgnoreLine } from './ignore-lines.ts'

const hiddenNames = ['config.local', 'tmp', 'cache']

/** Completes `.dvc/.gitignore` where Git would otherwise see private settings, temporary files or the cache. */
export function repairOwnGitIgnore({ files, git }: GitIgnoreContext, root: AbsolutePath): void {
  if (!git) return
  const missing = hiddenNames.filter((name) => {
    const inside = pathInside(git.root, absolutePath(root, '.dvc'))
    return inside !== undefined && !git.ignore.isIgnored(`${inside}/${name}` as typeof inside, name !== 'config.local')
  })
  if (missing.length === 0) return
  const file = absolutePath(root, '.dvc/.gitignore')
  files.writeAtomic(
    file,
    missing.reduce((text, name) => addIgnoreLine(text, `/${name}`), files.readText(file) ?? ''),
  )
  git.forgetIgnoreRules()
}
