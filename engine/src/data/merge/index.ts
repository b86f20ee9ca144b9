export { mergeDvcFiles } from './merge-dvc-files.ts'
export type { DirectoryLookup, OutputMerging } from './merge-outputs.ts'
export {
  changedSide,
  type MergeConflict,
  type Merging,
  mapSides,
  mergeKeys,
  mergeValue,
  type Side,
  type Sides,
} from './three-way.ts'
