import { Failure } from '../foundation/base/index.ts'

/** Asked before a stage runs. */
export interface RunConfirmation {
  /** Not asked if left out. */
  confirm?: ((question: string) => Promise<boolean>) | undefined
}

/** Throws a `Failure` if the person does not want the stage to run. */
export async function refuseUnconfirmed(address: string, { confirm }: RunConfirmation): Promise<void> {
  const question = `Going to reproduce stage: '${address}'. Are you sure you want to continue?`
  if (confirm === undefined || (await confirm(question))) return
  throw new Failure('not-confirmed', 'reproduction aborted by the user')
}
