import { type AbsolutePath, absolutePath, allowFailure, pathInside } from '../../foundation/base/index.ts'
import { editIni, readIni } from '../../foundation/formats/index.ts'
import type { QueueContext } from './queue-context.ts'
import type { QueuedTask } from './queued-task.ts'
import { argumentsFile } from './run-arguments.ts'

export type TaskIdentity = Pick<QueuedTask, 'stash' | 'id'>

/** Where a task is carried out. */
export interface TaskTree {
  /** The root of its work tree. */
  readonly root: AbsolutePath
  /** The project in it. */
  readonly project: AbsolutePath
  remove(): void
  /** Removes of it what can be; what somebody still writes goes with whoever looks for trees that are left. */
  leave(): void
}

export interface MadeTree extends TaskTree {
  /** What the task is to be run with; undefined if its commit does not say. */
  readonly words: Uint8Array | undefined
}

/**
 * A work tree of a task's own with the files it begins with; the person's work tree and HEAD stay what they are. Data comes from
 * the cache of the project, links and all.
 */
export function makeTaskTree(context: QueueContext, task: QueuedTask): MadeTree {
  const tree = taskTree(context, task)
  tree.remove()
  context.makeTree({
    of: context.git!.places,
    at: tree.root,
    gitDirectory: gitDirectoryOf(context, task),
    head: task.baseline,
    content: task.stash,
  })
  const words = absolutePath(tree.project, argumentsFile)
  const bytes = context.files.readBytes(words)
  context.files.remove(words)
  writeTreeSettings(context, tree.project)
  for (const path of task.copyPaths) copyIntoTree(context, tree.root, path)
  return { ...tree, words: bytes }
}

/** The place of a task's work tree, whether it is there or not. */
export function taskTree(context: QueueContext, task: TaskIdentity): TaskTree {
  const { files, root, git } = context
  const place = absolutePath(root, `.dvc/tmp/exps/tmp${treeName(task)}`)
  const remove = () => {
    files.remove(place)
    files.remove(gitDirectoryOf(context, task))
  }
  return {
    root: place,
    project: absolutePath(place, pathInside(git!.root, root) ?? ''),
    remove,
    leave: () => allowFailure(remove),
  }
}

function gitDirectoryOf({ treesDirectory }: QueueContext, task: TaskIdentity): AbsolutePath {
  return absolutePath(treesDirectory, treeName(task))
}

/** Two that are asked for in one second, of the same name, may begin with the same commit. */
function treeName({ stash, id }: TaskIdentity): string {
  return `${stash.slice(0, 12)}${id.replaceAll(/[^0-9a-z]/gi, '').slice(0, 12)}`
}

type TreeContext = Pick<QueueContext, 'files' | 'git' | 'root' | 'cacheDirectory'>

/** Writes the local settings of the project, which Git does not bring, into a work tree, and where its cache is. */
export function writeTreeSettings({ files, root, cacheDirectory }: TreeContext, project: AbsolutePath): void {
  const text = files.readText(absolutePath(root, '.dvc/config.local')) ?? ''
  const sections = new Map([...readIni(text, 'config.local')].map(([name, values]) => [name, new Map(values)]))
  sections.set('cache', new Map(sections.get('cache') ?? []).set('dir', cacheDirectory))
  const edited = editIni(text, sections, 'config.local')
  files.writeAtomic(absolutePath(project, '.dvc/config.local'), edited)
}

/** Copies a file or folder that Git does not know, by its path in the repository, into a work tree. */
export function copyIntoTree(
  { files, git }: Pick<TreeContext, 'files' | 'git'>,
  tree: AbsolutePath,
  path: string,
): void {
  const from = absolutePath(git!.root, path)
  const inside = pathInside(git!.root, from)
  const found = inside === undefined || inside === '' ? undefined : files.stat(from)
  if (!found) return
  const to = absolutePath(tree, inside!)
  if (found.kind !== 'directory') {
    files.makeDirectory(absolutePath(to, '..'))
    return files.copyFile(from, to)
  }
  files.makeDirectory(to)
  for (const { name } of files.list(from) ?? []) copyIntoTree({ files, git }, tree, `${inside}/${name}`)
}
