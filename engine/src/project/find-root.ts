import { type AbsolutePath, absolutePath, Failure } from '../foundation/base/index.ts'
import { openGit } from '../foundation/git/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'
import type { Machine } from './machine.ts'

/** The project that `start` lies in: the nearest directory upwards with a `.dvc` directory in it. */
export function findProjectRoot(files: FileSystem, start: AbsolutePath): AbsolutePath | undefined {
  const device = files.stat(start)?.device
  for (let directory = files.realPath(start); ; directory = absolutePath(directory, '..')) {
    if (files.stat(absolutePath(directory, '.dvc'))?.kind === 'directory') return directory
    const above = absolutePath(directory, '..')
    if (above === directory || files.stat(above)?.device !== device) return undefined
  }
}

/** Like `findProjectRoot`; where there is none, the root of the Git repository takes its place. */
export function requireRepositoryRoot(machine: Machine, start: AbsolutePath): AbsolutePath {
  return (
    findProjectRoot(machine.files, start) ?? openGit(machine, start)?.root ?? requireProjectRoot(machine.files, start)
  )
}

/** Like `findProjectRoot`, and refuses where there is none. */
export function requireProjectRoot(files: FileSystem, start: AbsolutePath): AbsolutePath {
  const root = findProjectRoot(files, start)
  if (root) return root
  throw new Failure('not-a-repository', "you are not inside of a DVC repository (checked up to mount point '/')", {
    hint: 'To make one here: git init && sterna init',
  })
}
