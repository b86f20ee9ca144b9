import { Failure, orFailure, pathInside, type RepoPath, systemErrorCode } from '../../foundation/base/index.ts'
import type { Value } from '../../foundation/formats/index.ts'
import type { GitRepository, RefChange } from '../../foundation/git/index.ts'
import type { ReproduceResult, Stage } from '../../pipeline/index.ts'
import { describeRun, type PlacedCommand, recordChange, recordRef, renderRecord } from '../../records/index.ts'
import type { ExperimentCall, WritingContext } from '../writing-context.ts'
import { tellLostRecord } from './put-refs.ts'
import { releasedRecords } from './released-records.ts'
import { stageRecords } from './stage-records.ts'

/** How an experiment came about, as far as its work tree does not tell. */
export interface RunStory {
  /** What was checked out. */
  readonly branch: string | undefined
  /** When its pipeline began to run, in milliseconds since 1970; absent if none did. */
  readonly began?: number
  readonly stages?: ReproduceResult['stages']
}

export interface RunToRecord {
  readonly baseline: string
  readonly name: string
  readonly story: RunStory
  readonly commit: string
  readonly ref: string
  /** The commit that the experiment's ref had. */
  readonly before: string | undefined
  readonly untracked: readonly string[]
}

/**
 * How refs of records change with that of the experiment: its own record, which is put together here, and that of an experiment that it
 * takes the place of. A commit that has a record keeps it, unless it has just been run. What goes wrong here costs the record only.
 */
export async function recordChanges(
  context: WritingContext,
  run: RunToRecord,
  call: ExperimentCall,
): Promise<RefChange[]> {
  const git = context.git!
  const { commit, before, ref } = run
  const kept = git.refId(recordRef(commit))
  if (before === commit && kept !== undefined) return []
  try {
    const text = renderRecord(await describeRun({ ...slice(context), git }, described(context, run)))
    const replaced = before === undefined || before === commit ? [] : [{ ref, commit: before }]
    return [recordChange(commit, kept, git.writeBlob(text)), ...(await releasedRecords(git, replaced))]
  } catch (error) {
    if (!(error instanceof Failure) && systemErrorCode(error) === undefined) throw error
    tellLostRecord(call, error instanceof Error ? error.message : '')
    return []
  }
}

function slice({ files, processes, environment, clock, machineState, root, sharedState }: WritingContext) {
  return { files, processes, environment, clock, machineState, root, sharedState }
}

function described(context: WritingContext, { name, commit, baseline, untracked, story }: RunToRecord) {
  const { branch, began, stages: results } = story
  const stages = context.definitions().flatMap((definition) => definition.stages)
  const known = new Map(stages.map((stage) => [stage.address, stage]))
  const visited = results?.flatMap(({ stage }) => known.get(stage) ?? []) ?? stages
  const project = projectIn(context.git!, context)
  return {
    place: { name, commit, baseline, ...(branch !== undefined && { branch }), ...(project !== '' && { project }) },
    untracked,
    stages: results && began !== undefined ? stageRecords(context, results, known, began) : [],
    commands: visited.flatMap(commandsOf),
    params: paramsOf(context, stages),
    seconds: began === undefined ? undefined : (context.clock.now() - began) / 1000,
  }
}

function projectIn(git: GitRepository, { root }: WritingContext): string {
  return pathInside(git.root, root) ?? ''
}

function commandsOf({ cmd, wdir }: Stage): PlacedCommand[] {
  const lines = typeof cmd === 'string' ? [cmd] : cmd
  return lines.map((command) => ({ command, directory: wdir }))
}

const usualParams = 'params.yaml' as RepoPath

function paramsOf(context: WritingContext, stages: readonly Stage[]): Map<string, Value> {
  const listed = stages.flatMap(({ params }) => params.map(({ path }) => path))
  return new Map(
    [...new Set([usualParams, ...listed])].flatMap((path) => {
      const value = orFailure(() => context.params.read(path))
      return value === undefined || value instanceof Failure ? [] : [[path, value] as const]
    }),
  )
}
