import { absolutePath, quietCall } from '../../engine/src/foundation/base/index.ts'
import { runJobs } from '../../engine/src/jobs/index.ts'
import { openJobs } from './open-jobs.ts'

/** What the faults are put into: a runner of jobs that are shell scripts, until none is left. */
const [directory = '', supervisor = '', slots = '2'] = process.argv.slice(2)

void runJobs(
  openJobs(directory, supervisor),
  {
    slots: Number(slots),
    totals: new Map(),
    idleMilliseconds: 0,
    commandFor: ({ submission }) => ({
      command: '/bin/sh',
      arguments: ['-c', String(submission.details['script'])],
      directory: absolutePath(directory),
      variables: { ...process.env, ...forSupervisor() },
    }),
  },
  quietCall(),
).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)

/** Faults that are meant for supervisors, not for us. */
function forSupervisor(): Record<string, string | undefined> {
  const { JOBS_FAULT_KIND, JOBS_FAULT_AT, JOBS_FAULT_OPTIONS } = process.env
  return { FAULT_KIND: JOBS_FAULT_KIND, FAULT_AT: JOBS_FAULT_AT, NODE_OPTIONS: JOBS_FAULT_OPTIONS ?? '' }
}
