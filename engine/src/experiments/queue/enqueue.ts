import { randomUUID } from 'node:crypto'
import { pathInside } from '../../foundation/base/index.ts'
import { type FileOverrides, parseOverrides, type TaskOverrides } from '../../overrides/index.ts'
import type { ReproduceRequest } from '../../pipeline/index.ts'
import { newExperiment } from '../new-experiment.ts'
import { type NewParamsFile, paramsFilesFor } from '../params/set-params.ts'
import { stageVariables } from '../stage-variables.ts'
import type { ExperimentCall } from '../writing-context.ts'
import { Broker } from './broker.ts'
import { heldBackData } from './held-back-data.ts'
import type { QueueContext } from './queue-context.ts'
import { type QueuedTask, queueStash } from './queued-task.ts'
import { argumentsFile, renderArguments } from './run-arguments.ts'
import { stashMessage } from './settle-task.ts'
import { makeStashCommits, type NewFile, pathInGit } from './stash-commits.ts'
import { pushStash } from './stash-stack.ts'

export interface EnqueueRequest {
  /** What to call it; with several, a number follows. Left out: free names are chosen. */
  readonly name?: string | undefined
  readonly force: boolean
  readonly message?: string | undefined
  readonly copyPaths: readonly string[]
  readonly reproduction: ReproduceRequest
  /** One experiment each. */
  readonly tasks: readonly TaskOverrides[]
  /** Leave `params.yaml` what it is, also where the project has it composed by Hydra's rules. */
  readonly withoutHydra: boolean
  /** Whether a number follows the name. */
  readonly isSweep: boolean
}

/** Puts experiments into the queue: the work tree as it is, with other parameters. Neither it nor its index changes. */
export async function enqueueExperiments(
  context: QueueContext,
  request: EnqueueRequest,
  call: ExperimentCall,
): Promise<QueuedTask[]> {
  const tasks = await prepareTasks(context, request, call)
  const broker = new Broker(context.files, context.root)
  const origin = `gen${context.environment.processId}@sterna`
  for (const task of tasks) {
    pushStash(context, queueStash, task.stash, stashMessage(task))
    broker.put(task, origin, context.clock.sinceStart())
  }
  return tasks
}

/** The same tasks, in no queue: their commits are there, and nobody knows of them. */
export async function prepareTasks(
  context: QueueContext,
  request: EnqueueRequest,
  call: ExperimentCall,
): Promise<QueuedTask[]> {
  const names = namesFor(context, request)
  const data = await heldBackData(context, request.reproduction, call)
  const common = [...data].map(([file, content]) => ({ path: pathInGit(context, file), content }))
  const head = context.git!.head().commit!
  const paramsFiles = paramsFilesFor(context, request.withoutHydra)
  const stashes = request.tasks.map((overrides, i) => ({
    message: stashMessage({ head, baseline: head, name: names[i] } as QueuedTask),
    files: [...common, ...newParams(context, overrides, paramsFiles), argumentsOf(context, request, names[i]!, head)],
  }))
  const commits = makeStashCommits(context, head, stashes)
  return commits.map((stash, i) => ({
    id: randomUUID(),
    stash,
    stashRef: queueStash,
    baseline: head,
    head,
    name: names[i],
    branch: undefined,
    projectRoot: context.root,
    gitRoot: context.git!.root,
    copyPaths: request.copyPaths,
    message: request.message,
  }))
}

function namesFor(context: QueueContext, { name, force, tasks, isSweep }: EnqueueRequest): string[] {
  const used = new Set<string>()
  return tasks.map((_, i) => {
    const wanted = name && isSweep ? `${name}-${i + 1}` : name
    for (;;) {
      const { name: found } = newExperiment(context, { name: wanted, force })
      if (wanted !== undefined || !used.has(found)) {
        used.add(found)
        return found
      }
    }
  })
}

function argumentsOf(context: QueueContext, { reproduction }: EnqueueRequest, name: string, baseline: string): NewFile {
  const flags = {
    single_item: reproduction.singleItem,
    force: reproduction.force,
    dry: reproduction.dry,
    interactive: reproduction.confirm !== undefined,
    pipeline: reproduction.pipeline,
    all_pipelines: reproduction.allPipelines,
    downstream: reproduction.downstream,
    recursive: reproduction.isRecursive,
    force_downstream: reproduction.forceDownstream,
    pull: reproduction.pull,
    allow_missing: reproduction.allowMissing,
  }
  const onError = reproduction.onFailure === 'stop' ? 'fail' : reproduction.onFailure
  const variables = stageVariables(context, { name, baseline, projectRoot: context.root })
  const content = renderArguments({ targets: reproduction.targets, flags, onError, variables })
  return { path: pathInGit(context, argumentsFile), content }
}

function newParams(
  context: QueueContext,
  overrides: TaskOverrides,
  paramsFiles: (overrides: FileOverrides) => NewParamsFile[],
): NewFile[] {
  const parsed = new Map([...overrides].map(([file, texts]) => [file, parseOverrides(texts, context.chance)]))
  return paramsFiles(parsed).map(({ place, text }) => ({
    path: pathInside(context.git!.root, place)!,
    content: text,
  }))
}
