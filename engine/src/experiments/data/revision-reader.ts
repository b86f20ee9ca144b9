import { absolutePath, Failure } from '../../foundation/base/index.ts'
import type { GitRepository } from '../../foundation/git/index.ts'
import type { MetricsContext } from '../../metrics/index.ts'
import { openCommit, openView, problemOfDvc, workspaceName } from '../../revisions/index.ts'
import type { ExperimentsContext } from '../experiments-context.ts'
import { CommitIndex } from './commit-index.ts'
import { type ReadRequest, readParts } from './read-parts.ts'
import type { CommitData, Problem, RevisionState } from './revision-data.ts'

export interface ReaderOptions extends ReadRequest {
  /** Read everything anew, whatever is known. */
  readonly isForced: boolean
  /** What is left of a commit once it has been read; all of it if left out. */
  readonly condense?: ((data: CommitData) => CommitData) | undefined
}

/** Opens a reader with what the clone knows of its commits, which is another file for parts of the parameters. */
export function openReader(context: ExperimentsContext, git: GitRepository, options: ReaderOptions): RevisionReader {
  const file = options.onlyDependencies ? 'commits-of-stages' : 'commits'
  const index = new CommitIndex(context.files, absolutePath(context.sharedState, file))
  return new RevisionReader(context, git, index, options)
}

/** What the work tree of a project has. */
export function readWorkspace(context: MetricsContext, request: ReadRequest): Promise<RevisionState> {
  return orProblem(async () => {
    const { parts } = await readParts(context, openView(context, workspaceName), request)
    return { kind: 'workspace', data: parts }
  })
}

/** What revisions have, each read once, and commits from the index if it knows them. */
export class RevisionReader {
  readonly #context: MetricsContext
  readonly #git: Pick<GitRepository, 'readCommit'>
  readonly #index: CommitIndex
  readonly #options: ReaderOptions
  readonly #states = new Map<string, Promise<RevisionState>>()
  #workspace: Promise<RevisionState> | undefined

  constructor(context: MetricsContext, git: GitRepository, index: CommitIndex, options: ReaderOptions) {
    this.#context = context
    this.#git = git
    this.#index = index
    this.#options = options
  }

  workspace(): Promise<RevisionState> {
    return (this.#workspace ??= readWorkspace(this.#context, this.#options))
  }

  /** The state of a commit by its full id. */
  commit(commit: string): Promise<RevisionState> {
    const known = this.#states.get(commit)
    if (known) return known
    const state = orProblem(() => this.#readCommit(commit), commit)
    this.#states.set(commit, state)
    return state
  }

  /** The first parent of a commit. */
  async parent(commit: string): Promise<string | undefined> {
    const state = await this.commit(commit)
    if (state.kind === 'commit') return state.data.parent
    return (await this.#git.readCommit(commit))?.parents[0]
  }

  /** Puts what was read for the first time into the index. */
  save(): void {
    this.#index.save()
  }

  async #readCommit(commit: string): Promise<RevisionState> {
    const known = this.#options.isForced ? undefined : this.#index.get(commit)
    if (known) return { kind: 'commit', data: this.#condensed(known) }
    const header = await this.#git.readCommit(commit)
    if (!header) throw new Failure('git', `unknown Git revision '${commit}'`)
    const view = openCommit(this.#context, { name: commit, commit })
    const { parts, isWhole } = await readParts(this.#context, view, this.#options)
    const data = { commit, seconds: header.seconds, parent: header.parents[0], ...parts }
    if (isWhole) this.#index.add(data)
    return { kind: 'commit', data: this.#condensed(data) }
  }

  #condensed(data: CommitData): CommitData {
    return this.#options.condense?.(data) ?? data
  }
}

/** What is wrong with one revision hides no other one. */
async function orProblem(read: () => Promise<RevisionState>, commit?: string): Promise<RevisionState> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'interrupted') throw error
    const problem = problemOfDvc(error)
    return { kind: 'problem', problem: commit === undefined ? problem : withCommit(problem, commit) }
  }
}

/** Of a stage file that was refused DVC says where. */
function withCommit(problem: Problem, commit: string): Problem {
  const isRefused = problem.message.endsWith('validation failed')
  return isRefused
    ? { ...problem, message: `${problem.message} in revision '${commit.slice(0, shownDigits)}'` }
    : problem
}

const shownDigits = 7
