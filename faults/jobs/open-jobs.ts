import { absolutePath } from '../../engine/src/foundation/base/index.ts'
import {
  isRunning,
  killGroup,
  ownIdentity,
  readLog,
  realChance,
  realClock,
  realFileSystem,
  startDetached,
} from '../../engine/src/foundation/system/index.ts'
import { JobStore, type RunnerContext } from '../../engine/src/jobs/index.ts'

/** The jobs in a folder, as a project has them. */
export function openJobs(directory: string, supervisor: string): RunnerContext {
  const context = {
    files: realFileSystem,
    clock: realClock,
    chance: realChance,
    directory: absolutePath(directory),
    own: ownIdentity,
    isRunning,
    readLog,
  }
  return {
    ...context,
    jobs: new JobStore(context),
    killGroup,
    supervisor: { command: process.execPath, arguments: [supervisor] },
    startDetached,
  }
}
