import { ownProgram } from '../../foundation/system/index.ts'

/** The supervisor: a small program of its own, which begins faster than the whole command. */
export function supervisorProgram(): ReturnType<typeof ownProgram> {
  return ownProgram(new URL('./job-supervisor.cjs', import.meta.url), new URL('./supervise.ts', import.meta.url))
}
