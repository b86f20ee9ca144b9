import type { Outlook } from './explanation.ts'

/** What decides about a stage, when everything before it has been decided. */
export interface Situation {
  readonly isFrozen: boolean
  readonly isForced: boolean
  /** It differs, whatever those before it are going to make. */
  readonly isChanged: boolean
  /** Something it reads will be made anew, so that nobody can say yet what it will hold. */
  readonly hasUnknownInputs: boolean
  /** Only data is missing, which a remote may have, and is asked for. */
  readonly isPulled: boolean
  /** What it reads and nobody makes; of a frozen stage what it has lost. */
  readonly missing: readonly string[]
  /** Addresses of stages before it that cannot run. */
  readonly blockedBy: readonly string[]
}

/** What `repro` will do with a stage, as far as can be told without the run cache. */
export function outlookOf(situation: Situation): Outlook {
  const { isFrozen, isForced, isChanged, isPulled, hasUnknownInputs, missing, blockedBy } = situation
  const isTouched = isForced || isChanged
  if (blockedBy.length > 0) return { kind: 'blocked', missing: [] }
  if (isFrozen && !isTouched) return { kind: 'fresh' }
  if (!isTouched && !hasUnknownInputs) return { kind: 'fresh' }
  if (isPulled && !hasUnknownInputs) return { kind: 'pull' }
  if (missing.length > 0) return { kind: 'blocked', missing }
  if (isFrozen) return { kind: 'record' }
  return { kind: 'run', isCertain: isTouched }
}

/** Whether a run of the same kind may be remembered: all that the stage reads is known, and nobody insists on a run. */
export function mayBeRemembered({ isForced, hasUnknownInputs }: Situation, { kind }: Outlook): boolean {
  return kind === 'run' && !isForced && !hasUnknownInputs
}
