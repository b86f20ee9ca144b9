import { selectionOf, stageName, stageNamed, type TrackedStage } from '../data/index.ts'
import { absolutePath, Failure, type RepoPath, shownPath } from '../foundation/base/index.ts'
import { isStageFile } from './definition/index.ts'
import { namePattern } from './name-pattern.ts'
import type { PipelineContext } from './pipeline-context.ts'

const namesHint = 'The names of all stages: sterna stage list --all --name-only'

/** Where stages are looked for. */
export interface NamingContext extends Pick<PipelineContext, 'root' | 'workingDirectory' | 'files' | 'stages'> {
  /** What is wrong with a stage file, where the stages of the others are known all the same. */
  failureOf?(file: RepoPath): Failure | undefined
}

/**
 * The stages that a target names and nothing else: all of a stage file, one of its stages, or the members of a group; with
 * `isPattern` those whose names match. Unlike for the data verbs, an output names nobody. Throws a `Failure` for a name
 * that does not exist.
 */
export function stagesNamed(context: NamingContext, target: string, { isPattern = false } = {}): TrackedStage[] {
  const selection = selectionOf(context, [])
  const path = selection.toRepoPath(target)
  if (isStageFile(path)) return stagesOfFile(context, path)
  const { file, name } = stageNamed(selection, target)
  const all = stagesOfFile(context, file)
  const found = all.filter((stage) => stageName(stage) === name || stageName(stage).startsWith(`${name}@`))
  if (found.length > 0) return found
  if (!isPattern) throw unknownStage(context, file, name)
  const matches = namePattern(name)
  return all.filter((stage) => matches(stageName(stage)))
}

/** The stages whose names the patterns match. If there are none at all, that is a `Failure`. */
export function matchingStages(context: NamingContext, patterns: readonly string[]): TrackedStage[] {
  const found = patterns.flatMap((pattern) => stagesNamed(context, pattern, { isPattern: true }))
  if (found.length > 0) return found
  const list = patterns.map((pattern) => `'${pattern}'`).join(', ')
  throw new Failure('target-unknown', `No stage matches ${list}.`, { hint: namesHint })
}

/** The one stage that a target names; a group is none. */
export function stageNamedExactly(context: NamingContext, target: string): TrackedStage {
  const selection = selectionOf(context, [])
  const path = selection.toRepoPath(target)
  const [source] = path.endsWith('.dvc') ? stagesOfFile(context, path) : []
  if (source) return source
  if (isStageFile(path)) throw nameMissing(target)
  const { file, name } = stageNamed(selection, target)
  const stage = stagesOfFile(context, file).find((candidate) => stageName(candidate) === name)
  if (!stage) throw unknownStage(context, file, name)
  return stage
}

function stagesOfFile(context: NamingContext, file: RepoPath): TrackedStage[] {
  const failure = context.failureOf?.(file)
  if (failure) throw failure
  const found = context.stages().filter((stage) => stage.file === file)
  if (found.length > 0 || context.files.stat(absolutePath(context.root, file))) return found
  throw new Failure('file-missing', `'${shownFile(context, file)}' does not exist`, {
    hint: 'To make a stage: sterna stage add -n NAME -d INPUT -o OUTPUT COMMAND',
  })
}

function unknownStage(context: NamingContext, file: RepoPath, name: string): Failure {
  return new Failure('target-unknown', `Stage '${name}' not found inside '${shownFile(context, file)}' file`, {
    hint: namesHint,
  })
}

function nameMissing(target: string): Failure {
  return new Failure('target-unknown', `Stage name not provided for '${target}'.`, {
    hint: `Write it behind the file: ${target}:NAME`,
  })
}

function shownFile({ root, workingDirectory }: NamingContext, file: RepoPath): string {
  return shownPath(workingDirectory, absolutePath(root, file))
}
