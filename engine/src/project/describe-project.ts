import { type AbsolutePath, absolutePath, Failure } from '../foundation/base/index.ts'
import { type LinkType, openLinks } from '../storage/index.ts'
import type { Project } from './project.ts'

/** What a person who helps has to know of a project. */
export interface ProjectDescription {
  readonly root: AbsolutePath
  readonly cacheDirectory: AbsolutePath
  /** Kinds of link that work between the cache and the work tree, tried out; undefined while there is no cache. */
  readonly linkTypes: readonly LinkType[] | undefined
  readonly remotes: readonly { readonly name: string; readonly url: string }[]
  /** `subdir`: the project is a folder of a Git repository. */
  readonly git: 'root' | 'subdir' | 'none'
}

/** Looks at a project and tries out what its file systems can do. */
export function describeProject(project: Project): ProjectDescription {
  const { root, cacheDirectory, files, git, config } = project
  return {
    root,
    cacheDirectory,
    linkTypes: files.stat(cacheDirectory) ? workingLinks(project) : undefined,
    remotes: config.remotes().map(({ name, url }) => ({ name, url })),
    git: git === undefined ? 'none' : git.root === root ? 'root' : 'subdir',
  }
}

const linkTypes: readonly LinkType[] = ['reflink', 'hardlink', 'symlink']

function workingLinks({ cache, root }: Project): LinkType[] {
  const scratch = absolutePath(root, '.dvc/tmp')
  return linkTypes.filter((type) => {
    try {
      return openLinks(cache, [type], { scratch }).typeFor(root) === type
    } catch (error) {
      if (error instanceof Failure && error.code === 'unsupported') return false
      throw error
    }
  })
}
