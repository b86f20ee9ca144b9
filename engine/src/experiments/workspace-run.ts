import { type AbsolutePath, absolutePath, Failure, pathInside } from '../foundation/base/index.ts'
import { renderProcess, renderRun, runStatus } from './tasks/dvc-run-files.ts'
import type { WritingContext } from './writing-context.ts'

export interface RunningExperiment {
  readonly name: string
  readonly baseline: string
}

/**
 * Says, in the files that DVC, DVCLive and editors look for, that an experiment runs in the work tree, until `end`. Refuses if
 * one does already: what it makes could not be told from that of the other.
 */
export class WorkspaceRun {
  readonly #context: WritingContext
  readonly #directory: AbsolutePath

  constructor(context: WritingContext, experiment: RunningExperiment) {
    this.#context = context
    this.#directory = absolutePath(context.root, '.dvc/tmp/exps/run/workspace')
    this.#begin(experiment)
  }

  end(): void {
    this.#context.files.remove(this.#directory)
  }

  #begin(experiment: RunningExperiment): void {
    const { files, environment } = this.#context
    const file = absolutePath(this.#directory, 'workspace.json')
    const text = renderProcess({ pid: environment.processId, log: undefined, returnCode: undefined })
    if (!files.writeNew(file, text)) {
      this.#refuseAlive(file)
      files.writeAtomic(file, text)
    }
    files.writeAtomic(absolutePath(this.#directory, 'workspace.run'), this.#runText(experiment))
  }

  #refuseAlive(file: AbsolutePath): void {
    const { files, processes, environment } = this.#context
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
