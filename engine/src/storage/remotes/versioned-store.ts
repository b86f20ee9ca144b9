import { Failure, mapBounded } from '../../foundation/base/index.ts'
import { knownManifest } from '../known-manifests.ts'
import type { ContentHash, ObjectStore, StreamOptions } from '../object-store.ts'
import type { RemoteFiles } from './remote-files.ts'
import { readWhole, writeWhole } from './take-whole.ts'
import type { WantedVersion } from './versioned-files.ts'

/**
 * Recorded versions of files as objects to read from, by their hashes; the manifests of directories whose files are listed
 * are known without asking. Nothing can be written there: a version belongs to a name.
 */
export function versionedStore(files: RemoteFiles, recorded: readonly WantedVersion[]): ObjectStore {
  const places = new Map(recorded.map((one) => [one.hash, one]))
  const sizeOf = async (hash: ContentHash) => {
    const place = places.get(hash)
    return place ? (await files.stat(place.key, place.version))?.bytes : knownManifest(hash)?.length
  }
  const sizes = (hashes: readonly ContentHash[]) => mapBounded(hashes, files.concurrency, sizeOf)
  const stream = async (hash: ContentHash, take: (piece: Uint8Array) => void, options: StreamOptions = {}) => {
    const place = places.get(hash)
    if (place) return (await files.read(place.key, take, { ...options, version: place.version })) !== undefined
    const manifest = knownManifest(hash)
    if (manifest) take(manifest.subarray(options.start ?? 0))
    return manifest !== undefined
  }
  return {
    name: files.name,
    jobs: files.concurrency,
    has: async (hash) => (await sizeOf(hash)) !== undefined,
    sizes,
    missing: async (hashes) => {
      const found = await sizes(hashes)
      return hashes.filter((_, i) => found[i] === undefined)
    },
    read: (hash) => readWhole((take) => stream(hash, take)),
    stream,
    copyTo: (hash, file) => writeWhole((take) => stream(hash, take), file, { hash, place: files.name }),
    list: async () => [...places.keys()],
    insertBytes: () => refuseWriting(files),
    insertFile: () => refuseWriting(files),
    remove: () => refuseWriting(files),
    urlOf: (hash) => `${files.name}/${places.get(hash)?.key ?? hash}`,
  }
}

async function refuseWriting({ name }: RemoteFiles): Promise<never> {
  throw new Failure('unsupported', `${name}: versions of files are only read by what they hold.`, {
    hint: 'To send data there: sterna push',
  })
}
