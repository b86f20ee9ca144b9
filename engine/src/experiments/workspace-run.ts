import { type AbsolutePath, absolutePath, Failure, pathInside } from '../foundation/base/index.ts'
import { renderProcess, renderRun, runStatus } from './tasks/dvc-run-files.ts'
import type { WritingContext } from './writing-context.ts'

export interface RunningExperiment {
  readonly name: string
  readonly baseline: string
}

/** By which DVC claims the work tree before it puts by what is changed there. */
const workTreeClaim = 'workspace'

/** Refs that DVC sets while it prepares a run in the work tree, and does not say yet that it goes on. */
const signsOfDvc = ['refs/exps/stash', 'refs/exps/exec/EXEC_HEAD', 'refs/exps/exec/EXEC_BASELINE']
/** The claims on experiments as we leave them; DVC leaves an empty part. */
const noClaims = '{}'
const longestSilence = 3_000
const lookMilliseconds = 100
/** So often there is no sign before DVC counts as gone. */
const quietLooks = 10

/**
 * Says, in the files that DVC, DVCLive and editors look for, that an experiment runs in the work tree, until `end`. Refuses if
 * one does already: what it makes could not be told from that of the other. Until then DVC runs and queues none either, for which
 * it would take away what is changed in the work tree.
 */
export class WorkspaceRun {
  readonly #context: WritingContext
  readonly #directory: AbsolutePath

  private constructor(context: WritingContext) {
    this.#context = context
    this.#directory = absolutePath(context.root, '.dvc/tmp/exps/run/workspace')
  }

  /** Takes the project's lock when nobody else prepares a run, and lets go of it. DVC gives up on that lock after a while. */
  static async begin(context: WritingContext, experiment: RunningExperiment): Promise<WorkspaceRun> {
    const run = new WorkspaceRun(context)
    for (let isTold = false; !isTold; ) {
      await run.#whileOthersPrepare()
      isTold = await context.lock.during(() => run.#claim(experiment))
    }
    return run
  }

  /** Says whether it could: others may have begun to prepare a run meanwhile. */
  async #claim(experiment: RunningExperiment): Promise<boolean> {
    this.#refuseAlive()
    if (this.#dvcPrepares()) return false
    await this.#context.experimentLocks.claim([{ read: [], write: [workTreeClaim] }])
    this.#tell(experiment)
    return true
  }

  async end(): Promise<void> {
    this.#context.files.remove(this.#directory)
    await this.#context.experimentLocks.claim([])
  }

  get #processFile(): AbsolutePath {
    return absolutePath(this.#directory, 'workspace.json')
  }

  #tell(experiment: RunningExperiment): void {
    const { files, environment } = this.#context
    const process = renderProcess({ pid: environment.processId, log: undefined, returnCode: undefined })
    files.writeAtomic(this.#processFile, process)
    files.writeAtomic(absolutePath(this.#directory, 'workspace.run'), this.#runText(experiment))
  }

  /** DVC has let go of the project's lock some time before it says that it runs; if it was killed meanwhile, it never does. */
  async #whileOthersPrepare(): Promise<void> {
    this.#refuseAlive()
    for (let looks = this.#dvcPrepares() ? quietLooks : 0; looks > 0; looks--) {
      await this.#context.clock.wait(lookMilliseconds)
      this.#refuseAlive()
      if (this.#dvcPrepares()) looks = quietLooks
    }
  }

  #dvcPrepares(): boolean {
    const { files, git, clock } = this.#context
    const isNew = (place: AbsolutePath) => Math.abs(clock.now() - (files.stat(place)?.mtimeMs ?? 0)) < longestSilence
    return (
      (isNew(this.#claims) && files.readText(this.#claims) !== noClaims) ||
      signsOfDvc.some((ref) => isNew(absolutePath(git!.places.commonDirectory, ref)))
    )
  }

  get #claims(): AbsolutePath {
    return absolutePath(this.#context.root, '.dvc/tmp/exps/rwlock')
  }

  #refuseAlive(): void {
    const { files, processes, environment } = this.#context
    const file = this.#processFile
    const id = Number(/"pid": *(\d+)/.exec(files.readText(file) ?? '')?.[1])
    if (!id || id === environment.processId || !processes.isAlive(id)) return
    throw new Failure('workspace-busy', `An experiment runs in this workspace already, as process ${id}.`, {
      hint: `Wait until it has ended. To run this one beside it: sterna exp run --temp. If there is no such run: remove ${file}`,
    })
  }

  #runText({ name, baseline }: RunningExperiment): string {
    const { root, git, workingDirectory } = this.#context
    const inGit = (place: AbsolutePath) => pathInside(git!.root, place) || '.'
    return renderRun({
      baseline,
      location: 'workspace',
      rootDirectory: git!.root,
      dvcDirectory: inGit(absolutePath(root, '.dvc')),
      name,
      workingDirectory: inGit(workingDirectory),
      resultHash: undefined,
      resultRef: undefined,
      isForced: false,
      status: runStatus.running,
    })
  }
}
