import { type AbsolutePath, absolutePath, Failure, toPosix } from '../foundation/base/index.ts'
import { jsonMap, renderJson } from '../foundation/formats/index.ts'
import type { WritingContext } from './writing-context.ts'

export interface RunningExperiment {
  readonly name: string
  readonly baseline: string
}

/** The states that DVC's programs and editors know of one that runs. */
const running = 2

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
    const process = { pid: environment.processId, stdin: null, stdout: null, stderr: null, returncode: null }
    const file = absolutePath(this.#directory, 'workspace.json')
    const text = renderJson(jsonMap(process))
    if (!files.writeNew(file, text)) {
      this.#refuseAlive(file)
      files.writeAtomic(file, text)
    }
    files.writeAtomic(absolutePath(this.#directory, 'workspace.run'), renderJson(jsonMap(this.#info(experiment))))
  }

  #refuseAlive(file: AbsolutePath): void {
    const { files, processes, environment } = this.#context
    const id = Number(/"pid": *(\d+)/.exec(files.readText(file) ?? '')?.[1])
    if (!id || id === environment.processId || !processes.isAlive(id)) return
    throw new Failure('workspace-busy', `An experiment runs in this workspace already, as process ${id}.`, {
      hint: `Wait until it has ended. To run this one beside it: sterna exp run --temp. If there is no such run: remove ${file}`,
    })
  }

  #info({ name, baseline }: RunningExperiment) {
    const { root, git, workingDirectory } = this.#context
    const inGit = (place: AbsolutePath) => toPosix(pathFrom(git!.root, place)) || '.'
    return {
      git_url: `file://${git!.root}`,
      baseline_rev: baseline,
      location: 'workspace',
      root_dir: git!.root,
      dvc_dir: inGit(absolutePath(root, '.dvc')),
      name,
      wdir: inGit(workingDirectory),
      result_hash: null,
      result_ref: null,
      result_force: false,
      status: running,
    }
  }
}

function pathFrom(root: AbsolutePath, place: AbsolutePath): string {
  return place === root ? '' : place.slice(root.length + 1)
}
