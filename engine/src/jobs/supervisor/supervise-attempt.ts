import { checkedLine } from '../../foundation/formats/index.ts'
import { forgivingLog, runCommand } from '../../foundation/system/index.ts'
import type { AttemptEnd, JobPolicy } from '../job.ts'
import { JobStore } from '../job-store.ts'
import { commandVariables } from './command-variables.ts'
import { endOfAttempt } from './end-of-attempt.ts'
import { Journal } from './journal.ts'
import type { SupervisorContext } from './supervisor-context.ts'
import type { Task } from './task.ts'
import { Watch } from './watch.ts'

/**
 * One attempt at a job, from the claim to its end: `not-ours` if somebody else has it. It needs nobody who has started it:
 * what the command prints goes to a file, and its end is written down here.
 */
export async function superviseAttempt(context: SupervisorContext, task: Task): Promise<'ended' | 'not-ours'> {
  const jobs = new JobStore(context)
  const submission = jobs.read(task.id)?.submission
  if (!submission) return 'not-ours'
  const token = crypto.randomUUID()
  const room = context.reserve(jobs.place(task.id, `reserve-${token}`))
  if (!jobs.claim(task.id, task.attempt, claimOf(context, task, token))) {
    room.giveBack()
    return 'not-ours'
  }
  const end = await run(context, { jobs, task, token, policy: submission.policy })
  if (end) room.turnInto(jobs.place(task.id, `end-${task.attempt}`), checkedLine(end))
  room.giveBack()
  return 'ended'
}

function claimOf({ own, clock }: SupervisorContext, task: Task, token: string) {
  const command = [task.command, ...task.arguments]
  const devices = task.devices.length > 0 ? { devices: task.devices } : {}
  return {
    kind: 'taken',
    token,
    by: own(),
    began: clock.now(),
    command,
    directory: task.directory,
    ...devices,
  } as const
}

interface Run {
  readonly jobs: JobStore
  readonly task: Task
  readonly token: string
  readonly policy: JobPolicy
}

/** Undefined if others have given the attempt up meanwhile. */
async function run(context: SupervisorContext, { jobs, task, token, policy }: Run): Promise<AttemptEnd | undefined> {
  const log = forgivingLog(context.openLog, jobs.logOf(task.id, task.attempt))
  const journal = new Journal(context, jobs.place(task.id, `events-${task.attempt}`))
  const watch = new Watch(context, { jobs, task, journal })
  const killsBefore = context.memoryKills()
  const command = {
    ...task,
    variables: commandVariables(context, jobs, task, token),
    stdin: 'ignore',
    deadline: deadlineOf(context, policy),
  } as const
  const hear = (_: unknown, bytes: Uint8Array) => log.append(bytes)
  const result = await runCommand(
    context,
    command,
    policy.limits,
    { begin: (id) => watch.begin(id), hear },
    watch.signal,
  )
    .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))))
    .finally(() => watch.close())
  if (result instanceof Error) log.append(`${result.message}\n`)
  if (watch.reason === 'fenced') return undefined
  const seen = { usage: watch.usage, reason: watch.reason, isOutOfMemory: context.memoryKills() > killsBefore }
  const end = {
    token,
    ...endOfAttempt(result, seen),
    ended: context.clock.now(),
    ...(log.isCut && { isLogCut: true }),
  }
  journal.write({ event: 'exited', end })
  log.close()
  return end
}

function deadlineOf({ clock }: SupervisorContext, { limits }: JobPolicy): number | undefined {
  return limits.timeout.run === undefined ? undefined : clock.now() + limits.timeout.run * 1000
}
