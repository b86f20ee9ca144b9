export { isChecksumChanged } from './checksum.ts'
export { comesFromOrigin, type FetchedImports, fetchImports, isCached } from './fetch-imports.ts'
export { type ImportRepositoryRequest, importRepository } from './import-repository.ts'
export { type ImportExtent, type ImportUrlRequest, importUrl } from './import-url.ts'
export { stateFromUrl } from './keep-from-url.ts'
export { followsVersions, namesVersions, type RepositoryOrigin, type SourceSettings, type UrlOrigin } from './origin.ts'
export { placeImport } from './place-import.ts'
export type { ImportResult } from './record-import.ts'
export type {
  ImportCall,
  ImportContext,
  ImportEvent,
  SourceProject,
  SourceRepository,
  SourceRequest,
} from './source-repository.ts'
export type { SourceState } from './source-state.ts'
export { isPlaceHere, stateOfUrl, type UrlContext } from './state-of-url.ts'
export { type UpdateRequest, updateImports } from './update-imports.ts'
