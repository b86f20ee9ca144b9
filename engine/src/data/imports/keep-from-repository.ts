import {
  type AbsolutePath,
  absolutePath,
  Failure,
  isWithin,
  overlaps,
  pathInside,
  type RepoPath,
} from '../../foundation/base/index.ts'
import { type KeepOptions, keepPath, memoryMemo } from '../../storage/index.ts'
import { contentOf } from '../add.ts'
import type { DataCall } from '../data-context.ts'
import type { SelectedOutput } from '../select-outputs.ts'
import type { RecordedContent } from '../tracked-stage.ts'
import { bytesOf, keepEntries } from './keep-entries.ts'
import type { RepositoryOrigin } from './origin.ts'
import { entriesOfOutput, type Taking } from './output-entries.ts'
import { ignoredIn, inRepository, leadsOutside, type Mixed } from './repository-files.ts'
import type { ImportContext, SourceProject, SourceRepository, SourceRequest } from './source-repository.ts'

/** Brings what a repository has at a path into the cache: tracked data as well as files that only Git knows. */
export async function keepFromRepository(
  context: ImportContext,
  source: SourceRepository,
  wanted: string,
  call: DataCall,
): Promise<RecordedContent> {
  const place = placeIn(source, wanted)
  const project = source.projectAt(place)
  const outputs = project ? outputsAt(project, place) : []
  const owner = outputs.find(({ output }) => isWithin(inRepository(project!, output.path), place))
  if (owner) return keepOwned(context, source, { ...owner, project: project! }, place, call)
  return keepMixed(context, source, { place, project, outputs }, call)
}

interface Owned extends SelectedOutput {
  readonly project: SourceProject
}

/** An output as a whole, or a part of one. */
async function keepOwned(
  context: ImportContext,
  source: SourceRepository,
  { project, stage, output }: Owned,
  place: RepoPath,
  call: DataCall,
): Promise<RecordedContent> {
  const part = place.slice(inRepository(project, output.path).length + 1)
  const parts = part === '' ? {} : { parts: [part] }
  const entries = await entriesOfOutput(taking(context, source, project, call), { stage, output, ...parts }, call)
  const file = entries.get(part)
  if (file !== undefined) return { hash: file, bytes: bytesOf(context, [file]) }
  const { hash, bytes, files, isLegacy } = output.recorded!
  if (part === '' && !isLegacy)
    return { hash, bytes: bytes ?? bytesOf(context, [...entries.values()]), files: files ?? entries.size }
  if (entries.size === 0 && part !== '') throw nothingThere(place)
  const start = part === '' ? 0 : part.length + 1
  return keepEntries(context, new Map([...entries].map(([name, one]) => [name.slice(start), one])))
}

/** Files of Git, and in a directory also the outputs that lie below it. */
async function keepMixed(
  context: ImportContext,
  source: SourceRepository,
  { place, project, outputs }: Mixed,
  call: DataCall,
): Promise<RecordedContent> {
  const target = absolutePath(source.directory, place)
  const kind = context.files.stat(target)?.kind
  if ((kind === undefined && outputs.length === 0) || leadsOutside(context, source, target)) throw nothingThere(place)
  const entries = new Map<string, string>()
  if (kind !== undefined) {
    const ignored = ignoredIn(context, source, { place, project, outputs })
    const options = { withoutRelink: true, ignored, ignoreKey: place }
    const seen = await keepFiles(context, target, options, outputs.length > 0, call)
    if (seen.kind === 'file') return { hash: seen.hash, bytes: seen.bytes }
    if (outputs.length === 0) return contentOf(seen)
    const { relpaths, hashes } = seen.manifest()
    for (const [index, relpath] of relpaths.entries()) entries.set(relpath, hashes[index]!)
  }
  for (const selected of outputs) {
    const below = inRepository(project!, selected.output.path).slice(place === '' ? 0 : place.length + 1)
    for (const [name, hash] of await entriesOfOutput(taking(context, source, project!, call), selected, call))
      entries.set(name === '' ? below : `${below}/${name}`, hash)
  }
  return keepEntries(context, entries)
}

/** Of a directory that is only a part of what is meant, the manifest is not kept. */
async function keepFiles(
  context: ImportContext,
  target: AbsolutePath,
  options: KeepOptions,
  isPart: boolean,
  call: DataCall,
) {
  const hashes = memoryMemo()
  const before = isPart ? await hashes.observe(target, options, call) : undefined
  const hadManifest = before?.kind !== 'directory' || (await context.cache.has(before.hash))
  const seen = await keepPath({ hashes, links: context.links }, target, options, call)
  if (!hadManifest) await context.cache.remove(seen.hash)
  return seen
}

function taking(context: ImportContext, source: SourceRepository, project: SourceProject, call: DataCall): Taking {
  return {
    context,
    project,
    keepFromOrigin: async (origin) => keepFromFurther(context, await source.open(requestOf(origin)), origin, call),
  }
}

async function keepFromFurther(
  context: ImportContext,
  further: SourceRepository,
  origin: RepositoryOrigin,
  call: DataCall,
): Promise<void> {
  try {
    await keepFromRepository(context, further, origin.path, call)
  } finally {
    further.close()
  }
}

/** The state of a repository that an import was taken from. */
export function requestOf({ url, commit, revision, remote, config }: RepositoryOrigin): SourceRequest {
  const state = commit ?? revision
  return {
    url,
    ...(state === undefined ? {} : { revision: state }),
    ...(remote === undefined ? {} : { remote }),
    ...(config === undefined ? {} : { config }),
  }
}

function placeIn(source: SourceRepository, wanted: string): RepoPath {
  const place = pathInside(source.directory, absolutePath(source.directory, wanted.replace(/^\/+/, '')))
  if (place === undefined) throw nothingThere(wanted)
  return place
}

function outputsAt(project: SourceProject, place: RepoPath): SelectedOutput[] {
  const all = project.stages().flatMap((stage) => stage.outputs.map((output) => ({ stage, output })))
  return all.filter(({ output }) => {
    const path = inRepository(project, output.path)
    return output.isCached && overlaps(place, path)
  })
}

function nothingThere(place: string): Failure {
  return new Failure('file-missing', `'${place}' is not in the repository.`, {
    hint: 'Neither its data nor its Git files have this path; look at the revision that is meant.',
  })
}
