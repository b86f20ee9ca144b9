import { type AbsolutePath, joinRepo, parentOf, pathInside, type RepoPath } from '../foundation/base/index.ts'
import type { GitRepository, GitTreeEntry } from '../foundation/git/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'
import { CommitIgnore } from '../revisions/index.ts'
import type { PlainEntry, PlainFiles } from './plain-files.ts'

export interface CommitPlace {
  readonly root: AbsolutePath
  readonly git: GitRepository
  readonly files: FileSystem
  readonly commit: string
}

/** The files of a commit below the project's place in the repository, read without a work tree; no project inside of it. */
export function commitFiles({ root, git, files, commit }: CommitPlace): PlainFiles {
  const prefix = pathInside(git.root, root) ?? ('' as RepoPath)
  const ignore = new CommitIgnore(git, root)
  const read = async (directory: RepoPath): Promise<readonly GitTreeEntry[]> => {
    if (directory !== '') await read(parentOf(directory))
    const entries = (await git.readTree(`${commit}:${joinRepo(prefix, directory)}`)) ?? []
    await ignore.learn(directory, entries)
    return entries.filter(({ name, kind }) => !ignore.isIgnored(joinRepo(directory, name), kind === 'directory'))
  }
  const find = async (path: RepoPath) => (await read(parentOf(path))).find(({ name }) => name === nameOf(path))
  const describe = async ({ name, kind, isExecutable, id }: GitTreeEntry): Promise<PlainEntry> => {
    const isDirectory = kind === 'directory' || kind === 'submodule'
    const bytes = kind === 'directory' ? treeBytes((await git.readTree(id)) ?? []) : await blobBytes(git, kind, id)
    return { name, isDirectory, isExecutable, bytes }
  }
  const rootEntry = async (): Promise<PlainEntry> => {
    const bytes = treeBytes((await git.readTree(`${commit}:${prefix}`)) ?? [])
    return { name: '', isDirectory: true, isExecutable: false, bytes }
  }
  return {
    entryAt: async (path) => {
      if (path === '') return rootEntry()
      const entry = await find(path)
      return entry && describe(entry)
    },
    list: async (directory) => {
      const entries = await Promise.all(
        (await read(directory)).map(async (entry) => ((await isProject(git, entry)) ? [] : [entry])),
      )
      return Promise.all(entries.flat().map(describe))
    },
    copyTo: async (path, to) => {
      const entry = await find(path)
      files.writeAtomic(to, (entry && (await git.readBlob(entry.id))) ?? '')
    },
  }
}

async function isProject(git: GitRepository, { kind, id }: GitTreeEntry): Promise<boolean> {
  if (kind !== 'directory') return false
  return ((await git.readTree(id)) ?? []).some((inner) => inner.name === '.dvc' && inner.kind === 'directory')
}

async function blobBytes(git: GitRepository, kind: GitTreeEntry['kind'], id: string): Promise<number> {
  return kind === 'submodule' ? 0 : ((await git.readBlob(id))?.length ?? 0)
}

/** Git's own record of a directory: `mode name NUL id` for each name. */
function treeBytes(entries: readonly GitTreeEntry[]): number {
  return entries.reduce((sum, { name, kind, id }) => {
    const mode = kind === 'directory' ? '40000' : '100644'
    return sum + mode.length + 1 + Buffer.byteLength(name) + 1 + id.length / 2
  }, 0)
}

function nameOf(path: RepoPath): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
