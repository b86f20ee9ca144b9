import * as path from 'node:path'

declare const absolute: unique symbol
declare const inRepo: unique symbol

/** A path from the root of the file system, normalised, in the system's own separators. */
export type AbsolutePath = string & { readonly [absolute]: true }
/** A path below the project's root, with `/` between its parts; `''` is the root itself. */
export type RepoPath = string & { readonly [inRepo]: true }

/** `text` as an absolute path; relative text is taken from `base`. */
export function absolutePath(base: AbsolutePath | string, text = ''): AbsolutePath {
  return path.resolve(base, text) as AbsolutePath
}

/** Text that is known to be a path below the root already, such as a joined pair of them. */
export function repoPath(text: string): RepoPath {
  const normal = path.posix.normalize(text)
  return (normal === '.' ? '' : normal.replace(/\/$/, '')) as RepoPath
}

/** The place of `file` below `root`, or undefined if it lies outside. */
export function pathInside(root: AbsolutePath, file: AbsolutePath): RepoPath | undefined {
  const relative = path.relative(root, file)
  if (relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative)) return undefined
  return toPosix(relative) as RepoPath
}

/** How a person in the directory `from` would write `to`: relative, in the system's separators, `.` for itself. */
export function shownPath(from: AbsolutePath, to: AbsolutePath): string {
  return path.relative(from, to) || '.'
}

export function toPosix(text: string): string {
  return path.sep === '/' ? text : text.replaceAll(path.sep, '/')
}

export function parentOf(file: RepoPath): RepoPath {
  const parent = path.posix.dirname(file)
  return (parent === '.' ? '' : parent) as RepoPath
}

export function joinRepo(directory: RepoPath, name: string): RepoPath {
  return repoPath(directory === '' ? name : `${directory}/${name}`)
}

/** Whether `file` is `directory` itself or lies below it. Both in the same notation. */
export function isWithin(directory: string, file: string): boolean {
  return directory === '' || file === directory || file.startsWith(`${directory}/`)
}

/** Whether one of the two is the other one or lies below it. Both in the same notation. */
export function overlaps(a: string, b: string): boolean {
  return isWithin(a, b) || isWithin(b, a)
}
