import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { readCheckedLines } from '../foundation/formats/index.ts'
import type { AttemptEnd, AttemptEvent, Claim, Submission } from './job.ts'
import type { AttemptFacts, JobFacts } from './job-facts.ts'
import type { JobsContext } from './jobs-context.ts'

/** What can be seen of a job; undefined if its request is not there or cannot be read. */
export function lookAtJob(context: JobsContext, id: string): JobFacts | undefined {
  const { files, directory } = context
  const folder = absolutePath(directory, id)
  const names = new Set((files.list(folder) ?? []).map(({ name }) => name))
  const submission = names.has('request') ? readOne<Submission>(context, absolutePath(folder, 'request')) : undefined
  if (!submission?.policy) return undefined
  const attempts: AttemptFacts[] = []
  for (let number = 1; names.has(`claim-${number}`); number++)
    attempts.push(lookAtAttempt(context, { folder, names, number }))
  return { id, submission, attempts }
}

interface Place {
  readonly folder: AbsolutePath
  readonly names: ReadonlySet<string>
  readonly number: number
}

function lookAtAttempt(context: JobsContext, { folder, names, number }: Place): AttemptFacts {
  const read = <Value>(kind: string) =>
    names.has(`${kind}-${number}`) ? readOne<Value>(context, absolutePath(folder, `${kind}-${number}`)) : undefined
  const claim = read<Claim>('claim')
  const end = read<AttemptEnd>('end')
  const events = absolutePath(folder, `events-${number}`)
  const known = { number, claim, end, isAskedToStop: names.has(`stop-${number}`) || names.has(`kill-${number}`) }
  if (end) return { ...known, child: undefined, exited: undefined, isAlive: false, lastSign: end.ended }
  return {
    ...known,
    ...happened(context.files.readText(events) ?? ''),
    isAlive: claim?.kind === 'taken' ? context.isRunning(claim.by) : false,
    lastSign: (context.files.stat(events) ?? context.files.stat(absolutePath(folder, `claim-${number}`)))?.mtimeMs ?? 0,
  }
}

function happened(text: string): Pick<AttemptFacts, 'child' | 'exited'> {
  let [child, exited]: [AttemptFacts['child'], AttemptFacts['exited']] = [undefined, undefined]
  for (const event of readCheckedLines(text).values as AttemptEvent[]) {
    if (event.event === 'started') child = event.child
    if (event.event === 'exited') exited = event.end
  }
  return { child, exited }
}

function readOne<Value>({ files }: JobsContext, file: AbsolutePath): Value | undefined {
  return readCheckedLines(files.readText(file) ?? '').values[0] as Value | undefined
}
