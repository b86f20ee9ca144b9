export { type ExaminedDefinition, examineDefinition } from './examine-definition.ts'
export { type BrokenPart, failureOfParts, type Mistake } from './mistake.ts'
export { dependencyOf, type Place, placeOf } from './paths.ts'
export { readDefinition } from './read-definition.ts'
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
export { type VarsFile, varsFileOf } from './vars-file.ts'
