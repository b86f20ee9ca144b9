import type { RepoPath } from '../../foundation/base/index.ts'
import { examineDefinition } from './examine-definition.ts'
import { failureOf } from './mistake.ts'
import type { Definition, DefinitionSources } from './stage.ts'

/**
 * A `dvc.yaml` with every `${…}` replaced: its stages in the order of the file, groups expanded in place, and its
 * top-level lists. Throws a `Failure` that tells all its mistakes, if it has any.
 */
export function readDefinition(text: string, file: RepoPath, sources: DefinitionSources): Definition {
  const { definition, broken } = examineDefinition(text, file, sources)
  const mistakes = broken.flatMap((part) => part.mistakes)
  if (mistakes.length > 0) throw failureOf(mistakes, file)
  return definition
}
