import { absolutePath, type RepoPath } from '../foundation/base/index.ts'
import {
  type ContentHash,
  type DirectoryManifest,
  isDirectoryHash,
  keepPath,
  type LocalStore,
  makeManifest,
  manifestHash,
  readManifest,
  renderManifest,
} from '../storage/index.ts'
import { contentOf } from './add.ts'
import { legacyContext } from './area-context.ts'
import { type DataCall, type DataContext, observePath } from './data-context.ts'
import type { DvcFile } from './dvc-file.ts'
import { ignoredInside } from './dvc-ignore.ts'
import type { RecordedContent, TrackedOutput } from './tracked-stage.ts'

export interface Translation {
  /** The objects of DVC before 3.0. */
  readonly area: LocalStore
  /** The hashes of today of the files among them. */
  readonly names: ReadonlyMap<ContentHash, ContentHash>
}

/** The outputs of a `.dvc` file that DVC before 3.0 has recorded: it did not say how it hashed. */
export function legacyOutputs({ outputs }: Pick<DvcFile, 'outputs'>): TrackedOutput[] {
  return outputs.filter(({ recorded }) => recorded?.isLegacy)
}

/**
 * The same content as DVC records it today. It comes from the objects in the cache, or else from the workspace if that
 * still has what is recorded; undefined if neither does. What is kept of it is in the cache afterwards.
 */
export async function translateLegacy(
  context: DataContext,
  { area, names }: Translation,
  recorded: RecordedContent,
  { path, isCached }: { readonly path: RepoPath; readonly isCached: boolean },
  call: DataCall,
): Promise<RecordedContent | undefined> {
  const hash = isDirectoryHash(recorded.hash)
    ? await translateDirectory(context, { area, names }, recorded.hash)
    : names.get(recorded.hash)
  if (hash !== undefined) return { ...recorded, hash }
  const rules = ignoredInside(context.dvcIgnore, context.root, path)
  const place = absolutePath(context.root, path)
  const seen = await observePath(legacyContext(context), path, call)
  if (seen.kind === 'missing' || seen.hash !== recorded.hash) return undefined
  if (isCached) return contentOf(await keepPath(context, place, { ...rules, withoutRelink: true }, call))
  const now = await observePath(context, path, call)
  return now.kind === 'missing' ? undefined : contentOf(now)
}

async function translateDirectory(
  context: DataContext,
  { area, names }: Translation,
  hash: ContentHash,
): Promise<ContentHash | undefined> {
  const bytes = await area.read(hash)
  const manifest = bytes && translateManifest(readManifest(bytes, hash), names)
  if (!manifest) return undefined
  const rendered = renderManifest(manifest)
  await context.cache.insertBytes(rendered, manifestHash(rendered))
  return manifestHash(rendered)
}

function translateManifest(
  { relpaths, hashes }: DirectoryManifest,
  names: Translation['names'],
): DirectoryManifest | undefined {
  const translated = hashes.map((hash) => names.get(hash))
  return translated.every((hash) => hash !== undefined) ? makeManifest(relpaths, translated) : undefined
}
