import * as path from 'node:path'
import type { TrackedOutput, TrackedStage } from '../data/index.ts'
import { Failure, isWithin, joinRepo, mapBounded, overlaps, type RepoPath } from '../foundation/base/index.ts'
import type { Value } from '../foundation/formats/index.ts'
import { readParamsFile } from '../pipeline/index.ts'
import type { ProjectView } from '../revisions/index.ts'
import type { MetricsContext } from './metrics-context.ts'

/** A file with metrics or parameters, and the hash under which the cache has it, if it is tracked. */
export interface ValueFile {
  readonly path: RepoPath
  readonly hash: string | undefined
  /** Whether it is, or lies in, an output that the cache keeps. */
  readonly isTracked: boolean
}

/** What a file of values holds, or why it could not be read. */
export type FileValues =
  | { readonly kind: 'values'; readonly value: Value }
  | { readonly kind: 'error'; readonly type: string; readonly message: string }

/** How many files are read at once: a remote is asked for all that it has to give together. */
export const readAtOnce = 256

/** All files at the places, those in directories too, whether they are in the tree or only tracked; a place with nothing is a file. */
export async function filesAtPlaces(
  context: MetricsContext,
  view: ProjectView,
  places: readonly RepoPath[],
): Promise<ValueFile[]> {
  const outputs = outputsAt(await stagesOf(view), places)
  const tracked = await trackedFiles(context, outputs)
  const isTracked = (file: RepoPath) => outputs.some((output) => output.isCached && isWithin(output.path, file))
  const found = new Map<RepoPath, ValueFile>()
  for (const place of places) {
    const inTree = await view.filesAt(place)
    const known = [...tracked.keys()].filter((file) => isWithin(place, file))
    const all = inTree.length + known.length === 0 ? [place] : [...inTree, ...known]
    for (const file of all) found.set(file, { path: file, hash: tracked.get(file), isTracked: isTracked(file) })
  }
  return [...found.values()]
}

/** None where stage files cannot be read: files can be looked at without them. */
async function stagesOf(view: ProjectView): Promise<readonly TrackedStage[]> {
  try {
    return await view.stages()
  } catch (error) {
    if (error instanceof Failure && error.code !== 'interrupted') return []
    throw error
  }
}

function outputsAt(stages: readonly TrackedStage[], places: readonly RepoPath[]): TrackedOutput[] {
  const outputs = stages.flatMap((stage) => stage.outputs)
  return outputs.filter(({ path: output }) => places.some((place) => overlaps(place, output)))
}

/** The hashes of outputs, and of the files of those that are directories. */
async function trackedFiles(
  context: MetricsContext,
  outputs: readonly TrackedOutput[],
): Promise<Map<RepoPath, string>> {
  const found = await mapBounded(outputs, readAtOnce, (output) => hashesIn(context, output))
  return new Map(found.flat())
}

async function hashesIn(
  context: MetricsContext,
  { path: output, recorded }: TrackedOutput,
): Promise<(readonly [RepoPath, string])[]> {
  if (!recorded) return []
  if (!recorded.hash.endsWith('.dir')) return [[output, recorded.hash]]
  const files = (await context.readDirectory(recorded.hash)) ?? new Map<string, string>()
  return [...files].map(([file, hash]) => [joinRepo(output, file), hash])
}

/** The content of a file of values: from the view, or from the cache if it is an output that Git does not have. */
export async function readValues(context: MetricsContext, view: ProjectView, file: ValueFile): Promise<FileValues> {
  try {
    const text = (await view.readText(file.path)) ?? (await cachedText(context, file))
    if (typeof text === 'object') return text
    if (text === undefined) return { kind: 'error', type: 'FileNotFoundError', message: missingText(file) }
    return { kind: 'values', value: readParamsFile(text, file.path) }
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'interrupted') throw error
    return { kind: 'error', type: errorTypes[suffixOf(file.path)] ?? 'YAMLFileCorruptedError', message: error.message }
  }
}

function missingText({ path: file, isTracked }: ValueFile): string {
  return `[Errno 2] ${isTracked ? 'No storage files available' : 'No such file or directory'}: '${file}'`
}

const errorTypes: Readonly<Record<string, string>> = {
  '.json': 'JSONFileCorruptedError',
  '.toml': 'TOMLFileCorruptedError',
  '.py': 'PythonFileCorruptedError',
}

function suffixOf(file: string): string {
  return path.posix.extname(file).toLowerCase()
}

/** Of a remote that cannot give it, why. */
async function cachedText(context: MetricsContext, { hash }: ValueFile): Promise<FileValues | string | undefined> {
  try {
    const bytes = hash === undefined ? undefined : await context.readCached(hash)
    return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8')
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'interrupted') throw error
    return { kind: 'error', type: 'FileNotFoundError', message: error.message }
  }
}
