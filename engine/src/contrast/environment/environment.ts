import { compareCodePoints, Failure, mapBounded, orFailure, type RepoPath } from '../../foundation/base/index.ts'
import type { GitFileDiff } from '../../foundation/git/index.ts'
import type { ProjectView } from '../../revisions/index.ts'
import { type Packages, packagesOf } from './packages-of.ts'

/** A package whose version differs; undefined where a side does not have it. */
export interface PackageChange {
  readonly name: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** What differs in a file that fixes the environment: package by package, or only that it does. */
export interface EnvironmentChange {
  readonly file: RepoPath
  readonly packages: readonly PackageChange[] | 'unreadable'
}

const readAtOnce = 8

/** How these files of the environment differ; one that was renamed from what it was before. */
export function compareEnvironments(
  before: ProjectView,
  after: ProjectView,
  files: readonly Pick<GitFileDiff, 'path' | 'oldPath'>[],
): Promise<EnvironmentChange[]> {
  return mapBounded(files, readAtOnce, async ({ path, oldPath = path }) => {
    const file = path as RepoPath
    const [old, now] = await Promise.all([packagesIn(before, oldPath as RepoPath), packagesIn(after, file)])
    return { file, packages: old && now ? comparePackages(old, now) : 'unreadable' }
  })
}

/** Packages whose versions differ, by name. */
export function comparePackages(before: Packages, after: Packages): PackageChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort(compareCodePoints)
  return names
    .map((name) => ({ name, before: before.get(name), after: after.get(name) }))
    .filter((change) => change.before !== change.after)
}

async function packagesIn(view: ProjectView, file: RepoPath): Promise<Packages | undefined> {
  const text = await view.readText(file)
  if (text === undefined) return new Map()
  const found = orFailure(() => packagesOf(text, file))
  return found instanceof Failure ? undefined : found
}
