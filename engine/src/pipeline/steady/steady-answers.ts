import { observePath } from '../../data/index.ts'
import { type AbsolutePath, absolutePath, pathInside } from '../../foundation/base/index.ts'
import {
  areAsSeen,
  type FileSystem,
  orNothing,
  type SeenFiles,
  type SeenStates,
} from '../../foundation/system/index.ts'
import type { PipelineCall, PipelineContext } from '../pipeline-context.ts'
import type { Looked } from './looked.ts'

/** Coarser than the clock of any file system: what changed later may change once more and look the same. */
const settledMilliseconds = 2_000

interface Kept<Answer> {
  readonly question: string
  readonly answer: Answer
  readonly files: SeenStates
  readonly directories: readonly (readonly [AbsolutePath, string])[]
  readonly complete: readonly string[]
}

export interface SteadyContext extends PipelineContext {
  readonly steady: SteadyAnswers
}

/**
 * Answers to questions about the whole project, with the state of everything that they were made from. They hold as long as all of
 * that is as it was; to see so takes a glance at each name, and nothing of it has to be read. One answer is kept of each kind. A
 * broken file only costs time.
 */
export class SteadyAnswers {
  readonly seen: SeenFiles
  readonly #files: FileSystem
  readonly #directory: AbsolutePath
  readonly #begin: number

  /** `files` must not be those whose reading is `seen`. `begin`: when the first was read, in milliseconds. */
  constructor(seen: SeenFiles, files: FileSystem, stateDirectory: AbsolutePath, begin: number) {
    this.seen = seen
    this.#files = files
    this.#directory = absolutePath(stateDirectory, 'steady')
    this.#begin = begin
  }

  /** The answer of this kind, if it was to the same question and still holds. */
  async find<Answer>(
    kind: string,
    question: unknown,
    context: PipelineContext,
    call: PipelineCall,
  ): Promise<Answer | undefined> {
    const kept = this.#read<Answer>(kind)
    if (kept?.question !== textOf(question, context) || !areAsSeen(kept.files)) return undefined
    for (const [place, hash] of kept.directories)
      if ((await hashOfDirectory(context, place, call)) !== hash) return undefined
    for (const hash of kept.complete) if (!(await context.complete.has(hash))) return undefined
    return kept.answer
  }

  /** Keeps an answer that was made from what was looked at, if all of that has been quiet for long enough. */
  keep(kind: string, question: unknown, answer: unknown, context: PipelineContext, looked: Looked): void {
    const files = this.seen.states(this.#begin - settledMilliseconds)
    if (!files) return
    const kept: Kept<unknown> = {
      question: textOf(question, context),
      answer,
      files,
      directories: [...looked.directories],
      complete: [...looked.complete],
    }
    orNothing(() => this.#files.writeAtomic(this.#fileOf(kind), JSON.stringify(kept)))
  }

  #read<Answer>(kind: string): Kept<Answer> | undefined {
    const text = this.#files.readText(this.#fileOf(kind))
    try {
      return text === undefined ? undefined : (JSON.parse(text) as Kept<Answer>)
    } catch {
      return undefined
    }
  }

  #fileOf(kind: string): AbsolutePath {
    return absolutePath(this.#directory, `${kind}.json`)
  }
}

async function hashOfDirectory(context: PipelineContext, place: AbsolutePath, call: PipelineCall) {
  const inside = pathInside(context.root, place)
  const found =
    inside === undefined ? await context.hashes.observe(place, {}, call) : await observePath(context, inside, call)
  return found.kind === 'directory' ? found.hash : undefined
}

/** Variables that say where settings are. What settings say is among the files that were read. */
const settingVariable = /^(HOME|USERPROFILE|APPDATA|LOCALAPPDATA|XDG_.*|GIT_.*|DVC_.*|STERNA_.*)$/

const answersOf = 'sterna 2'

function textOf(question: unknown, { root, workingDirectory, environment }: PipelineContext): string {
  const variables = Object.entries(environment.variables).filter(([name]) => settingVariable.test(name))
  return JSON.stringify([answersOf, root, workingDirectory, question, variables.sort()])
}
