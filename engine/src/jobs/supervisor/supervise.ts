import { absolutePath } from '../../foundation/base/index.ts'
import {
  groupUsage,
  identityOf,
  isRunning,
  killGroup,
  openLog,
  ownIdentity,
  readLog,
  realChance,
  realClock,
  realFileSystem,
  realMachineState,
  realProcesses,
  reserveFile,
} from '../../foundation/system/index.ts'
import { superviseAttempt } from './supervise-attempt.ts'
import { exitOf, readTask } from './task.ts'

/** The program that runs beside each job; see `superviseAttempt`. */
// Whoever sees the claim may nudge, before anybody listens.
process.on('SIGUSR2', () => undefined)
const task = readTask(process.argv.slice(2))
const context = {
  files: realFileSystem,
  clock: realClock,
  chance: realChance,
  directory: absolutePath(task.jobs),
  own: ownIdentity,
  isRunning,
  readLog,
  identityOf,
  processes: realProcesses,
  variables: process.env,
  usageOf: groupUsage,
  memoryKills: () => realMachineState.memoryKills(),
  openLog,
  reserve: reserveFile,
  killGroup,
  whenNudged: (look: () => void) => void process.on('SIGUSR2', look),
  whenShutDown(end: () => void) {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end)
  },
}

void superviseAttempt(context, task)
  .catch((error: unknown) => error)
  .then((result) => process.exit(exitOf(result)))
