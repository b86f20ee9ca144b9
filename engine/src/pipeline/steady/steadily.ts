import type { PipelineCall, PipelineEvent } from '../pipeline-context.ts'
import { isToldByFiles, noting } from './looked.ts'
import type { SteadyContext } from './steady-answers.ts'

interface Question<Context, Answer> {
  /** Of each kind the last answer is kept. */
  readonly kind: string
  readonly request: unknown
  /** Makes the answer, which must be plain data, in a context in which it is noted what is looked at. */
  readonly answer: (context: Context, call: PipelineCall) => Promise<Answer>
  /** Whether an answer is worth keeping; all are if left out. */
  readonly isKept?: (answer: Answer) => boolean
}

/** The answer that was given before, if all is as it was then; a new one otherwise. One that came with a warning is not kept. */
export async function steadily<Context extends SteadyContext, Answer>(
  project: Context,
  { kind, request, answer, isKept = () => true }: Question<Context, Answer>,
  call: PipelineCall,
): Promise<Answer> {
  const known = await project.steady.find<Answer>(kind, request, project, call)
  if (known !== undefined) return known
  const { context, looked } = noting(project, project.steady.seen)
  let isQuiet = true
  const report = (event: PipelineEvent) => {
    isQuiet &&= event.kind !== 'warning'
    call.report(event)
  }
  const made = await answer(context, { ...call, report })
  if (isQuiet && isKept(made) && isToldByFiles(context)) project.steady.keep(kind, request, made, context, looked)
  return made
}
