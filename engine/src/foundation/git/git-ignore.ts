import { type AbsolutePath, absolutePath } from '../base/index.ts'
import { IgnoreTree } from '../ignore/index.ts'
import type { Environment, FileSystem } from '../system/index.ts'
import type { GitPlaces } from './refs.ts'

/** What Git ignores in a work tree: its own `.git`, the user's excludes, the repository's, and every `.gitignore`. */
export function gitIgnoreTree(files: FileSystem, places: GitPlaces, environment: Environment): IgnoreTree {
  const shared = [excludesFile(files, places, environment), absolutePath(places.commonDirectory, 'info/exclude')]
  return new IgnoreTree({
    root: places.root,
    fileName: '.gitignore',
    read: (file) => files.readText(file),
    before: [
      { text: '.git' },
      ...shared.flatMap((file) => {
        const text = files.readText(file)
        return text === undefined ? [] : [{ file, text }]
      }),
    ],
  })
}

/** The value of `core.excludesFile`, repository before user, or Git's default place for it. */
function excludesFile(files: FileSystem, places: GitPlaces, environment: Environment): AbsolutePath {
  const home = environment.homeDirectory
  const userConfig = absolutePath(environment.variables['XDG_CONFIG_HOME'] || absolutePath(home, '.config'), 'git')
  const configs = [
    absolutePath(places.commonDirectory, 'config'),
    absolutePath(home, '.gitconfig'),
    absolutePath(userConfig, 'config'),
  ]
  for (const config of configs) {
    const named = files.readText(config)?.match(/^\s*excludesfile\s*=\s*"?([^"\n]*?)"?\s*$/im)?.[1]
    if (named) return absolutePath(home, named.replace(/^~\//, `${home}/`))
  }
  return absolutePath(userConfig, 'ignore')
}
