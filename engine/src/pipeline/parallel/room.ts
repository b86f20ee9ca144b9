import type { Stage } from '../definition/index.ts'
import type { StagePolicy } from '../policy/index.ts'
import type { HeldPlace } from './places.ts'

/** Where stages run: alone, or beside others as far as there is room. */
export interface Room {
  policyOf(stage: Stage): StagePolicy
  /** A place to run in, when there is one. */
  enter(stage: Stage): Promise<HeldPlace>
  /** Nothing starts any more: `enter` throws `NotStarted`. */
  close(): void
}

/** One stage after the other, each with the terminal and the whole machine. */
export function roomForOne(policyOf: Room['policyOf']): Room {
  const place: HeldPlace = { variables: {}, defaults: {}, isShared: false, leave: () => undefined }
  return { policyOf, enter: async () => place, close: () => undefined }
}
