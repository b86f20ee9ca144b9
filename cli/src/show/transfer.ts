import { Failure, type PlannedTransfer, type TransferPlan, type TransferResult } from '@sterna/engine'
import type { Session } from '../shell/command.ts'
import { bytesText } from '../shell/progress-line.ts'

/** What a command that moves data says at its end, and what a program is told. */
export interface TransferOutcome {
  readonly lines: readonly string[]
  readonly told: unknown
}

/** What would be moved: `3 files, 1.2 MB would be pushed to team (s3://bucket/data)`. */
export function planOutcome(session: Session, plan: TransferPlan, what: 'pushed to' | 'fetched from'): TransferOutcome {
  warnMissing(session, plan)
  const lines = plan.transfers.map((transfer) => `${amountText(transfer)} would be ${what} ${placeText(transfer)}`)
  return { lines: lines.length === 0 ? ['Everything is up to date.'] : lines, told: { dry: true, ...plan } }
}

function amountText({ objects, bytes, runs }: PlannedTransfer): string {
  return [
    ...(objects > 0 ? [countText(objects, 'file')] : []),
    ...(objects > 0 && bytes !== undefined ? [bytesText(bytes)] : []),
    ...(runs > 0 ? [countText(runs, 'run')] : []),
  ].join(', ')
}

function placeText({ remote, place }: PlannedTransfer): string {
  return remote === undefined ? place : `${remote} (${place})`
}

function countText(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

/** What was moved. */
export function transferOutcome(result: TransferResult, what: string): TransferOutcome {
  return { lines: [transferLine(result, what)], told: { dry: false, ...result } }
}

export function transferLine({ transferred }: Pick<TransferResult, 'transferred'>, what: string): string {
  return transferred === 0 ? 'Everything is up to date.' : `${countText(transferred, 'file')} ${what}`
}

/** Says which objects are nowhere, and that there is no remote to look for them. */
export function warnMissing(
  session: Session,
  { missing, hasRemote }: Pick<TransferResult, 'missing' | 'hasRemote'>,
): void {
  if (!hasRemote) session.warn('No remote provided and no default remote set.')
  if (missing.length === 0) return
  const list = missing.map((hash) => `md5: ${hash}`).join('\n')
  session.warn(`Some of the cache files do not exist neither locally nor on remote. Missing cache files:\n${list}`)
}

/** Says which directories nobody can get from the remote yet. */
export function warnIncomplete(session: Session, { incomplete }: TransferResult): void {
  if (incomplete.length === 0) return
  const list = incomplete.map((path) => `  ${path}`).join('\n')
  session.warn(
    `The remote has only some files of these directories; nobody can get them from there before they are pushed as a whole:\n${list}`,
  )
}

/** Fails if some objects could not be moved; the others have been. */
export function refuseFailed(
  session: Session,
  { failed }: Pick<TransferResult, 'failed'>,
  deed: 'upload' | 'download',
): void {
  if (failed.length === 0) return
  for (const { hash, cause } of failed) session.warn(`failed to transfer '${hash}' - ${cause}`)
  throw new Failure('remote', `${failed.length} file${failed.length === 1 ? '' : 's'} failed to ${deed}`, {
    hint: [...hintsOf(failed), 'What was moved is kept; run the command again for the rest.'].join('\n'),
  })
}

/** Each once: most that fail together fail for the same reason. */
function hintsOf(failed: TransferResult['failed']): string[] {
  return [...new Set(failed.flatMap(({ hint }) => (hint === undefined ? [] : [hint])))].slice(0, mostHints)
}

const mostHints = 3
