import type { GitRepository } from '../../foundation/git/index.ts'

/** Files that fix what code runs with, by their names. */
const lockFile =
  /^(?:(?:uv|poetry|pdm|pixi|conda-lock|yarn|Cargo|renv)\.lock|Pipfile\.lock|(?:requirements|constraints).*\.txt|(?:environment|conda).*\.ya?ml|conda-lock\.yml|package-lock\.json|pnpm-lock\.ya?ml|Manifest\.toml|\.(?:python|node)-version|(?:.*\.)?(?:Dockerfile|Containerfile)(?:\..*)?)$/

/** Whether a file is known to fix an environment. */
export function isLockFile(name: string): boolean {
  return lockFile.test(name)
}

/** Ids of such files in these directories of a commit and in those above them, by path. */
export async function lockFilesIn(
  git: Pick<GitRepository, 'readTree'>,
  commit: string,
  directories: Iterable<string>,
): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const directory of withParents(directories)) {
    for (const { name, kind, id } of (await git.readTree(`${commit}:${directory}`)) ?? [])
      if (kind === 'file' && isLockFile(name)) found[directory === '' ? name : `${directory}/${name}`] = id
  }
  return found
}

function withParents(directories: Iterable<string>): ReadonlySet<string> {
  const all = new Set([''])
  for (const directory of directories) {
    const parts = directory.split('/').filter((part) => part !== '')
    for (let depth = 1; depth <= parts.length; depth++) all.add(parts.slice(0, depth).join('/'))
  }
  return all
}
