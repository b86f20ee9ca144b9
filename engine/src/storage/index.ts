export { type CheckedObjects, checkObjects } from './check-objects.ts'
export { Completeness } from './completeness.ts'
export type { DirectoryManifest } from './directory-manifest.ts'
export {
  emptyManifest,
  findInManifest,
  makeManifest,
  manifestHash,
  readManifest,
  renderManifest,
} from './directory-manifest.ts'
export { HashColumn } from './hash-column.ts'
export type { HashMemo, Observation, ObservedDirectory, ObservedFile, ObserveOptions } from './hash-memo.ts'
export { HashTable } from './hash-table.ts'
export { type Candidate, insertMatching } from './insert-matching.ts'
export { type KeepContext, type KeepOptions, keepPath } from './keep.ts'
export { legacyMemo } from './legacy-memo.ts'
export { type LinkType, type PlaceOptions, workspaceMode } from './link-type.ts'
export { type Links, openLinks } from './links.ts'
export { isLocalStore, type LocalStoreOptions, localStore } from './local-store.ts'
export { manifestHashes } from './manifest-hashes.ts'
export { type FileHash } from './md5/hash-file.ts'
export { type MigratedObjects, migrateObjects, objectsToMigrate } from './migrate-objects.ts'
export { absentObjects, areaOf, isObjectName, legacyAreaOf, type ObjectArea, objectBytes } from './object-areas.ts'
export { type ContentHash, isDirectoryHash, type LocalStore, type ObjectStore } from './object-store.ts'
export { placeFiles } from './place-files.ts'
export { isPlaced, placeObject } from './place-object.ts'
export type { StorageCall, StorageProgress } from './progress.ts'
export { isQuarantined, quarantine } from './quarantine.ts'
export { localRunRecords, type RunRecords } from './run-records.ts'
export { memoryMemo, statIndex } from './stat-index.ts'
export { steadyReading } from './steady-reading.ts'
export { temporaryName } from './temporary-name.ts'
export { type TransferOutcome, type TransferWish, transfer } from './transfer.ts'
export { emptyTrash, restoreTrash, type TrashCount, trashRunName } from './trash.ts'
export { unprotect } from './unprotect.ts'
export { findUnused, type Removal, removeUnused, type UnusedObjects } from './unused-objects.ts'
