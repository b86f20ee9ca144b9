import { absolutePath, pathInside, type RepoPath } from '../foundation/base/index.ts'
import type { Value } from '../foundation/formats/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'
import { orNothing } from '../foundation/system/index.ts'
import { costOf } from './parts/cost.ts'
import { leftOutFiles } from './parts/left-out-files.ts'
import { lockFilesIn } from './parts/lock-files.ts'
import { seedsIn } from './parts/seeds.ts'
import { toldVariables } from './parts/told-variables.ts'
import { treeChanges } from './parts/tree-changes.ts'
import { behindShim } from './python/behind-shim.ts'
import { findInterpreters, type PlacedCommand } from './python/find-programs.ts'
import { pythonEnvironment } from './python/python-environment.ts'
import type { RecordsContext } from './records-context.ts'
import {
  type PythonEnvironment,
  type RecordedPlace,
  type RecordedStage,
  type RunRecord,
  recordSchema,
} from './run-record.ts'

/** What only whoever ran it knows of a run. */
export interface RunToDescribe {
  readonly place: RecordedPlace
  /** Files that Git does not know and that are not in the commit, from the root of the work tree. */
  readonly untracked: readonly string[]
  readonly stages: readonly RecordedStage[]
  /** The same, as they are run. */
  readonly commands: readonly PlacedCommand[]
  /** Values of params files. */
  readonly params: ReadonlyMap<string, Value>
  /** How long all of it took; undefined if nothing was run. */
  readonly seconds: number | undefined
}

/** Puts together all that is kept of a run beside its commit. Writes nothing. */
export async function describeRun(
  context: RecordsContext & { readonly git: GitRepository },
  run: RunToDescribe,
): Promise<RunRecord> {
  const { files, git, root, environment, clock, machineState } = context
  const { place, seconds } = run
  const variables = toldVariables(environment.variables)
  const cost = seconds === undefined ? undefined : costOf(files.readText(absolutePath(root, 'sterna.yaml')), seconds)
  return {
    schema: recordSchema,
    experiment: place,
    made: new Date(clock.now()).toISOString(),
    ...(environment.version !== undefined && { sterna: environment.version }),
    changes: await treeChanges(git, place.baseline, place.commit),
    leftOut: leftOutFiles(files, git.root, run.untracked),
    stages: run.stages,
    seeds: { ...seedsIn(run.params), ...hashSeed(variables) },
    python: pythonOf(context, run.commands),
    lockFiles: await lockFilesIn(git, place.commit, directoriesOf(context, git, run.commands)),
    variables,
    machine: await machineState.describe(),
    ...(cost && { cost }),
  }
}

/** What cannot be read of one interpreter costs no more than what it would have told. */
function pythonOf(context: RecordsContext, commands: readonly PlacedCommand[]): PythonEnvironment[] {
  const found = findInterpreters(context, commands)
  return found.flatMap((program) => orNothing(() => pythonEnvironment(context, behindShim(context, program))) ?? [])
}

function hashSeed({ PYTHONHASHSEED: seed }: Readonly<Record<string, string>>): Record<string, string> {
  return seed === undefined ? {} : { PYTHONHASHSEED: seed }
}

/** The project's and those in which commands run, from the root of the work tree. */
function directoriesOf({ root }: RecordsContext, git: GitRepository, commands: readonly PlacedCommand[]): Set<string> {
  const places = ['' as RepoPath, ...commands.map(({ directory }) => directory)]
  return new Set(places.flatMap((place) => pathInside(git.root, absolutePath(root, place)) ?? []))
}
