import type picomatch from 'picomatch'
import { absolutePath, Failure, type RepoPath, shownPath, toPosix } from '../foundation/base/index.ts'
import { loadPackage } from '../foundation/formats/index.ts'
import { isDirectoryHash, readManifest } from '../storage/index.ts'
import type { DataContext } from './data-context.ts'
import { directoriesAbove } from './output-parts.ts'
import type { TrackedOutput } from './tracked-stage.ts'

/**
 * The targets that patterns match among all that is tracked: stage files, outputs, what is recorded inside them, and the
 * directories that stage files lie in. Whether any of it is in the work tree plays no part.
 */
export async function matchTargets(context: DataContext, patterns: readonly string[]): Promise<string[]> {
  const compile = loadPackage<typeof picomatch>('picomatch')
  const matchers = patterns.map((pattern) => compile(toPosix(pattern), { dot: false }))
  const isMatch = (path: string) => matchers.some((matches) => matches(path))
  const shown = (path: RepoPath) => toPosix(shownPath(context.workingDirectory, absolutePath(context.root, path)))
  const stages = context.stages()
  const outputs = stages.flatMap((stage) => stage.outputs)
  const files = stages.flatMap(({ file }) => [file, ...directoriesAbove(file)])
  const found = new Set([...files, ...outputs.map(({ path }) => path)].map((path) => shown(path as RepoPath)))
  for (const output of outputs)
    if (patterns.some((pattern) => reachesInto(pattern, shown(output.path), compile)))
      for (const path of await pathsInside(context, output)) found.add(`${shown(output.path)}/${path}`)
  const matching = [...found].filter(isMatch)
  if (matching.length === 0) throw noMatches(patterns)
  return matching
}

export function noMatches(patterns: readonly string[]): Failure {
  const list = patterns.map((pattern) => `'${pattern}'`).join(', ')
  return new Failure('target-unknown', `Glob [${list}] has no matches.`)
}

/** Whether a pattern can match something inside of a directory at this path. */
function reachesInto(pattern: string, directory: string, compile: typeof picomatch): boolean {
  const parts = toPosix(pattern).split('/')
  const depth = directory.split('/').length
  if (parts.slice(0, depth + 1).includes('**')) return true
  return parts.length > depth && compile(parts.slice(0, depth).join('/'), { dot: false })(directory)
}

async function pathsInside(context: DataContext, { recorded, isCached }: TrackedOutput): Promise<Set<string>> {
  if (!recorded || !isCached || !isDirectoryHash(recorded.hash)) return new Set()
  const bytes = await context.cache.read(recorded.hash)
  const relpaths = bytes ? readManifest(bytes, recorded.hash).relpaths : []
  const paths = new Set(relpaths)
  for (const relpath of relpaths) for (const directory of directoriesAbove(relpath)) paths.add(directory)
  return paths
}
