import { Failure } from '../../foundation/base/index.ts'
import type { GitRepository, RefChange } from '../../foundation/git/index.ts'
import type { ExperimentCall } from '../writing-context.ts'

export interface RefsToPut {
  readonly message: string
  /** Of the experiment itself. */
  readonly own: readonly RefChange[]
  /** Of records. */
  readonly record: readonly RefChange[]
}

/** Changes all at once; if that cannot be, the experiment's own without those of records. Says whether the experiment's are changed. */
export function putRefs(git: GitRepository, { message, own, record }: RefsToPut, call: ExperimentCall): boolean {
  if (record.length === 0) return git.changeRefs(own, { message })
  try {
    if (git.changeRefs([...own, ...record], { message })) return true
    if (git.changeRefs(own, { message })) tellLostRecord(call, 'somebody has changed it')
    else return false
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    if (!git.changeRefs(own, { message })) return false
    tellLostRecord(call, error.message)
  }
  return true
}

/** What goes wrong with a record costs no more than the record. */
export function tellLostRecord(call: ExperimentCall, cause: string): void {
  call.report({ kind: 'warning', text: `No record of the run is kept: ${cause}` })
}
