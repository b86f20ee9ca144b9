import type { SharedExperiments } from '@sterna/engine'
import type { Session } from '../shell/command.ts'
import { refuseFailed, warnMissing } from './transfer.ts'

/** Says why experiments went without their data, or what of it is nowhere. Fails if some of it could not be moved. */
export function tellSharedData(
  session: Session,
  { data, isWithoutRemote }: SharedExperiments,
  deed: 'upload' | 'download',
): void {
  if (isWithoutRemote) session.warn(withoutRemote)
  if (!data) return
  warnMissing(session, data)
  refuseFailed(session, data, deed)
}

const withoutRemote = 'There is no remote for the data of the experiments. To make one: sterna remote add -d NAME URL'
