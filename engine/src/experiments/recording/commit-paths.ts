import { type TrackedStage } from '../../data/index.ts'
import {
  type AbsolutePath,
  absolutePath,
  isWithin,
  joinRepo,
  parentOf,
  type RepoPath,
} from '../../foundation/base/index.ts'
import { type Definition, lockFileOf, type Stage } from '../../pipeline/index.ts'
import type { WritingContext } from '../writing-context.ts'

/** What of the stages that were looked at belongs into the commit: their files, and what they read and make that DVC does not keep. */
export function stagePaths(context: WritingContext, addresses: ReadonlySet<string>): RepoPath[] {
  const stages = context.stages()
  const cached = stages.flatMap(({ outputs }) => outputs.filter(({ isCached }) => isCached).map(({ path }) => path))
  const isKept = (path: RepoPath) => cached.some((output) => isWithin(output, path))
  const definitions = context.definitions().flatMap((definition) => definition.stages)
  const known = new Map(definitions.map((stage) => [stage.address, stage]))
  return stages
    .filter(({ address }) => addresses.has(address))
    .flatMap((node) => [node.file, ...ownPaths(node, known.get(node.address)).filter((path) => !isKept(path))])
}

function ownPaths(node: TrackedStage, stage: Stage | undefined): RepoPath[] {
  if (!stage) return []
  const read = stage.deps.flatMap((dependency) => (dependency.kind === 'file' ? [dependency.path] : []))
  const made = stage.outs.flatMap((output) => (output.kind === 'file' && !output.isCached ? [output.path] : []))
  return [lockFileOf(node.file), ...read, ...made]
}

/** The parameters, metrics and plots that stand beside the stages of each `dvc.yaml`. */
export function topLevelPaths(definitions: readonly Definition[]): RepoPath[] {
  return definitions.flatMap(({ file, params, metrics, plots }) => {
    const names = [...params, ...metrics, ...plots.flatMap(plotFiles)]
    return names.map((name) => joinRepo(parentOf(file), name))
  })
}

/** The data of a plot: the files that its axes name, or else what it is called itself. */
function plotFiles({ id, properties }: Definition['plots'][number]): string[] {
  const axes = [properties?.get('y'), properties?.get('x')].filter((axis) => axis instanceof Map)
  return properties?.get('y') instanceof Map ? axes.flatMap((axis) => [...axis.keys()].map(String)) : [id]
}

/** Those of the paths that Git can take in: they are there, in the repository, in no other one, and behind no link. */
export function addable(context: WritingContext, paths: readonly RepoPath[]): RepoPath[] {
  return [...new Set(paths)].filter((path) => isAddable(context, path))
}

function isAddable({ files, root }: WritingContext, path: RepoPath): boolean {
  if (path === '' || path.startsWith('../') || path.startsWith('/')) return false
  const place = absolutePath(root, path)
  if (!files.lstat(place)) return false
  for (let above = parentOf(path); above !== ''; above = parentOf(above)) {
    const directory = absolutePath(root, above)
    if (files.lstat(directory)?.kind !== 'directory' || isRepository(files, directory)) return false
  }
  return files.lstat(place)?.kind !== 'directory' || !isRepository(files, place)
}

function isRepository(files: WritingContext['files'], directory: AbsolutePath): boolean {
  return files.stat(absolutePath(directory, '.git')) !== undefined
}
