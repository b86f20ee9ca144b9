import type { RecordedContent } from '../../data/index.ts'
import { isWithin } from '../../foundation/base/index.ts'
import {
  type DirectoryManifest,
  findInManifest,
  isDirectoryHash,
  type LocalStore,
  makeManifest,
  manifestHash,
  type Observation,
  readManifest,
  renderManifest,
} from '../../storage/index.ts'

/** What outputs hold after they have come back from the cache, by their paths. */
export type RestoredOutputs = ReadonlyMap<string, RecordedContent>

/**
 * What will be at `path` then, as if it had been looked at: an output, or a part of one. Undefined if that is not known:
 * nothing of it is restored, or only things below it are.
 */
export async function restoredContent(
  cache: LocalStore,
  restored: RestoredOutputs,
  path: string,
): Promise<Observation | undefined> {
  const owner = [...restored.keys()].find((output) => isWithin(output, path))
  const content = owner === undefined ? undefined : restored.get(owner)
  if (owner === undefined || !content) return undefined
  if (!isDirectoryHash(content.hash)) return owner === path ? fileOf(content) : { kind: 'missing' }
  const bytes = await cache.read(content.hash)
  if (!bytes) return undefined
  if (owner === path) return directoryOf(content, bytes)
  return partOf(cache, readManifest(bytes, content.hash), path.slice(owner.length + 1))
}

function fileOf({ hash, bytes = 0, isExecutable = false }: RecordedContent): Observation {
  return { kind: 'file', hash, bytes, isExecutable }
}

function directoryOf({ hash, bytes = 0, files = 0 }: RecordedContent, rendered: Uint8Array): Observation {
  const manifest = () => readManifest(rendered, hash)
  return { kind: 'directory', hash, bytes, files, manifest, rendered: () => [rendered] }
}

async function partOf(cache: LocalStore, all: DirectoryManifest, part: string): Promise<Observation> {
  const file = findInManifest(all, part)
  if (file !== undefined) {
    const [bytes] = await cache.sizes([file])
    return fileOf({ hash: file, ...(bytes === undefined ? {} : { bytes }) })
  }
  const inside = all.relpaths.map((relpath, index) => ({ relpath, hash: all.hashes[index]! }))
  const below = inside.filter(({ relpath }) => relpath.startsWith(`${part}/`))
  if (below.length === 0) return { kind: 'missing' }
  const relpaths = below.map(({ relpath }) => relpath.slice(part.length + 1))
  const hashes = below.map(({ hash }) => hash)
  const rendered = renderManifest(makeManifest(relpaths, hashes))
  return directoryOf(
    { hash: manifestHash(rendered), bytes: await sumOfSizes(cache, hashes), files: below.length },
    rendered,
  )
}

async function sumOfSizes(cache: LocalStore, hashes: readonly string[]): Promise<number> {
  const sizes = await cache.sizes(hashes)
  return sizes.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0)
}
