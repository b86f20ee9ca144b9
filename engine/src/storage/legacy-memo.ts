import * as fs from 'node:fs'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { type DirectoryManifest, makeManifest } from './directory-manifest.ts'
import type { HashMemo, Observation, ObservedDirectory } from './hash-memo.ts'
import { explained } from './local-store.ts'
import { hashFileLegacy } from './md5/legacy-md5.ts'
import type { ContentHash, LocalStore } from './object-store.ts'
import { Progress, type StorageCall } from './progress.ts'
import { entriesOf, hashOfManifest, manifestPieces } from './render-manifest.ts'

/**
 * A memo that tells the hashes of DVC before 3.0, where CRLF in texts counts as LF. `area` is where objects of that time
 * lie: one that has a file's hash of today as its name has no CRLF in it, so both hashes are one. Only other files,
 * mostly texts with CRLF, are read, and each time anew.
 */
export function legacyMemo(memo: HashMemo, area: LocalStore): HashMemo {
  return {
    observe: async (path, { ignored, ignoreKey } = {}, call) => {
      const rules = { ...(ignored ? { ignored } : {}), ...(ignoreKey === undefined ? {} : { ignoreKey }) }
      return asLegacy(await memo.observe(path, rules, call), path, area, call)
    },
    noteWritten: () => undefined,
    hashIfUnchanged: (file, found) => {
      const hash = memo.hashIfUnchanged(file, found)
      return hash === undefined ? undefined : legacyHash(file, hash, area)
    },
    save: () => memo.save(),
  }
}

async function asLegacy(
  seen: Observation,
  path: AbsolutePath,
  area: LocalStore,
  call?: StorageCall,
): Promise<Observation> {
  if (seen.kind === 'missing') return seen
  if (seen.kind === 'file') return { ...seen, hash: legacyHash(path, seen.hash, area) }
  return directoryAsLegacy(seen, path, area, call)
}

async function directoryAsLegacy(
  seen: ObservedDirectory,
  path: AbsolutePath,
  area: LocalStore,
  call?: StorageCall,
): Promise<ObservedDirectory> {
  const { relpaths, hashes } = seen.manifest()
  const progress = new Progress(call, 'silent')
  const legacy: ContentHash[] = []
  for (let i = 0; i < relpaths.length; i++) {
    legacy.push(legacyHash(absolutePath(path, relpaths[i]!), hashes[i]!, area))
    if (i % 256 === 0) await progress.breathe()
  }
  const manifest: DirectoryManifest = makeManifest(relpaths, legacy)
  const rendered = () => manifestPieces(entriesOf(manifest))
  return { ...seen, hash: hashOfManifest(rendered()), manifest: () => manifest, rendered }
}

function legacyHash(file: AbsolutePath, hash: ContentHash, area: LocalStore): ContentHash {
  return fs.existsSync(area.pathOf(hash)) ? hash : explained(() => hashFileLegacy(file).hash)
}
