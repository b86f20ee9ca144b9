export type { DirectoryManifest } from './directory-manifest.ts'
export {
  emptyManifest,
  findInManifest,
  makeManifest,
  manifestHash,
  readManifest,
  renderManifest,
} from './directory-manifest.ts'
export { hashFiles } from './hash-files.ts'
export type { HashMemo, Observation, ObservedDirectory, ObservedFile, ObserveOptions } from './hash-memo.ts'
export { type KeepContext, type KeepOptions, keepPath } from './keep.ts'
export type { Links, LinkType, PlaceOptions } from './links.ts'
export { defaultLinkTypes, isPlaced, openLinks, placeObject } from './links.ts'
export { type LocalStoreOptions, localStore } from './local-store.ts'
export { type FileHash, hashFile } from './md5/hash-file.ts'
export { hashFileLegacy } from './md5/legacy-md5.ts'
export { memoryStore } from './memory-store.ts'
export { type ContentHash, emptyHash, isDirectoryHash, type LocalStore, type ObjectStore } from './object-store.ts'
export { placeFiles } from './place-files.ts'
export type { StorageCall, StorageProgress } from './progress.ts'
export { memoryMemo, statIndex } from './stat-index.ts'
export { type TransferOutcome, type TransferWish, transfer } from './transfer.ts'
export { unprotect } from './unprotect.ts'
