export { dependencyOf, isStageFile, type Place, placeOf } from './paths.ts'
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
