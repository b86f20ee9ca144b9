export { type ExaminedDefinition, examineDefinition } from './examine-definition.ts'
export { type BrokenPart, failureOfParts, type Mistake, mistakeOf } from './mistake.ts'
export { dependencyOf, isStageFile, type Place, placeOf } from './paths.ts'
export { readDefinition } from './read-definition.ts'
export { outputLists } from './schema.ts'
export type {
  Command,
  Definition,
  DefinitionSources,
  Dependency,
  Output,
  ParamsDependency,
  ParsingOptions,
  PlotDefinition,
  Stage,
} from './stage.ts'
export { unreadablePart } from './unreadable-part.ts'
export { firstKeysUsed } from './used-keys.ts'
export { type VarsFile, varsFileOf } from './vars-file.ts'
