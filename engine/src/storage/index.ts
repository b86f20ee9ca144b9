export { type CheckedObjects, checkObjects } from './check-objects.ts'
export { checkStored } from './check-stored.ts'
export { Completeness } from './completeness.ts'
export type { DirectoryManifest } from './directory-manifest.ts'
export { emptyManifest, findInManifest, hashesByPath, makeManifest, manifestHash } from './directory-manifest.ts'
export { type FailedObject, failedObject } from './failed-object.ts'
export { always, clearPath, clearWholly, ifStored, type MayGiveWay, unsavedChanges } from './give-way.ts'
export { HashColumn } from './hash-column.ts'
export type { HashMemo, Observation, ObservedDirectory, ObservedFile, ObserveOptions } from './hash-memo.ts'
export { HashTable } from './hash-table.ts'
export { type Candidate, insertMatching } from './insert-matching.ts'
export { type KeepContext, type KeepOptions, keepPath } from './keep.ts'
export { knowManifest } from './known-manifests.ts'
export { legacyMemo } from './legacy-memo.ts'
export { type LinkType, type PlaceOptions, workspaceMode } from './link-type.ts'
export { type Links, openLinks } from './links.ts'
export { listObjects } from './listed-objects.ts'
export { isLocalStore, type LocalStoreOptions, localStore } from './local-store.ts'
export { manifestHashes } from './manifest-hashes.ts'
export { type FileHash } from './md5/hash-file.ts'
export { type MigratedObjects, migrateObjects, objectsToMigrate } from './migrate-objects.ts'
export { NearestObjects } from './nearest-objects.ts'
export { NumberedObjects } from './numbered-objects.ts'
export { absentObjects, areaOf, isObjectName, legacyAreaOf, measureObjects, type ObjectArea } from './object-areas.ts'
export { type ContentHash, isDirectoryHash, type LocalStore, type ObjectStore } from './object-store.ts'
export { pairManifests } from './pair-manifests.ts'
export { placeFiles } from './place-files.ts'
export { isPlaced, placeObject } from './place-object.ts'
export type { StorageCall, StorageProgress } from './progress.ts'
export { isQuarantined, quarantine } from './quarantine.ts'
export { readManifest } from './read-manifest.ts'
export { folderFiles } from './remotes/folder/folder-files.ts'
export { hashReached } from './remotes/hash-reached.ts'
export { openRemoteFiles, schemeOf } from './remotes/open-remote.ts'
export {
  copyReached,
  type KeptContent,
  keepEach,
  keepReached,
  lookAtReached,
  type ReachedContent,
} from './remotes/reached-content.ts'
export type { RemoteFile, RemoteFiles } from './remotes/remote-files.ts'
export { remoteRunRecords } from './remotes/remote-runs.ts'
export { remoteStore } from './remotes/remote-store.ts'
export { SentDirectories } from './remotes/sent-directories.ts'
export {
  keepsNoVersions,
  type NamedObject,
  receiveVersions,
  sendFiles,
  type WantedVersion,
} from './remotes/versioned-files.ts'
export { versionedStore } from './remotes/versioned-store.ts'
export { type Removal, removeUnused } from './remove-unused.ts'
export { renderManifest } from './render-manifest.ts'
export { localRunRecords, type RunRecords } from './run-records.ts'
export { seenOnce } from './seen-once.ts'
export { memoryMemo, statIndex } from './stat-index.ts'
export { steadyReading } from './steady-reading.ts'
export { temporaryName } from './temporary-name.ts'
export { type TransferOutcome, type TransferWish, transfer } from './transfer.ts'
export { emptyTrash, restoreTrash, type TrashCount, trashRunName } from './trash.ts'
export { unprotect } from './unprotect.ts'
export { findUnused, type UnusedObjects, unusedObjects } from './unused-objects.ts'
