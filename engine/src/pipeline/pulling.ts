import {
  bringOutputs,
  bringRuns,
  type ImportContext,
  pullLocked,
  type TrackedStage,
  type TransferResult,
} from '../data/index.ts'
import { absolutePath, Failure, overlaps, type RepoPath } from '../foundation/base/index.ts'
import type { Stage } from './definition/index.ts'
import type { LockEntry } from './lock-entry.ts'
import type { InputState } from './observe.ts'
import type { PipelineCall, PipelineContext } from './pipeline-context.ts'
import { trackedStage } from './tracked-pipeline-stage.ts'

export type PullingContext = PipelineContext & ImportContext

/**
 * Gets from remotes what stages lack while they are brought up to date: remembered runs and their outputs, and inputs of what
 * really runs. Nothing is asked for that nobody needs.
 */
export class Pulling {
  readonly #context: PullingContext
  readonly #call: PipelineCall
  #hasRuns = false

  constructor(context: PullingContext, call: PipelineCall) {
    this.#context = context
    this.#call = call
  }

  /** Puts the recorded outputs of a stage or a `.dvc` file in place. Says whether all of them could be got. */
  async outputs(node: TrackedStage): Promise<boolean> {
    return this.#pull(node.outputs.filter(({ isCached }) => isCached).map(({ path }) => path))
  }

  /** Puts inputs in place that are missing and tracked. Says whether there were such. */
  async inputs({ deps }: Stage, seen: InputState): Promise<boolean> {
    const missing = deps.filter(({ text }) => seen.deps.get(text)?.kind === 'missing')
    const paths = missing.flatMap((dependency) => (dependency.kind === 'file' ? [dependency.path] : []))
    const tracked = paths.filter((path) => this.#isTracked(path))
    if (tracked.length > 0) await this.#pull(tracked)
    return tracked.length > 0
  }

  /** Gets the remembered runs, once. Without them stages run instead. */
  async runs(): Promise<void> {
    if (this.#hasRuns) return
    this.#hasRuns = true
    try {
      await bringRuns(this.#context)
    } catch (error) {
      if (!(error instanceof Failure) || error.code === 'interrupted') throw error
      this.#call.report({ kind: 'warning', text: `Failed to pull run cache: ${error.message}` })
    }
  }

  /** Gets what the outputs of an earlier run were into the cache, as far as they are anywhere. */
  async contents(stage: Stage, entry: LockEntry): Promise<void> {
    const tracked = trackedStage(stage, entry)
    const selected = tracked.outputs.map((output) => ({ stage: tracked, output }))
    refuseFailed(await bringOutputs(this.#context, selected, this.#call))
  }

  async #pull(paths: readonly RepoPath[]): Promise<boolean> {
    const targets = paths.map((path) => absolutePath(this.#context.root, path))
    const request = { targets, isRecursive: false, withDependencies: false, force: false, allowMissing: true }
    const { fetched } = await pullLocked(this.#context, request, this.#call)
    refuseFailed(fetched)
    return fetched.missing.length === 0 && fetched.hasRemote
  }

  #isTracked(path: RepoPath): boolean {
    const outputs = this.#context.stages().flatMap((stage) => stage.outputs)
    return outputs.some((output) => overlaps(output.path, path))
  }
}

function refuseFailed({ failed: [first, ...others] }: TransferResult): void {
  if (!first) return
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`
  throw new Failure('remote', `failed to transfer '${first.hash}' - ${first.cause}${more}`, {
    ...(first.hint && { hint: first.hint }),
  })
}
