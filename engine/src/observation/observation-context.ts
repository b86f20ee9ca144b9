import type { AbsolutePath, Call } from '../foundation/base/index.ts'
import type { OutputStream } from '../foundation/system/index.ts'
import type { PipelineContext } from '../pipeline/index.ts'
import type { WatchedRuns } from './watched-runs.ts'

/** What may be used of a project to watch a command in it. */
export interface ObservationContext extends PipelineContext {
  readonly watched: WatchedRuns
  /** What stands in a file from a byte on, a piece of it; nothing at its end. */
  readPiece(file: AbsolutePath, start: number): Uint8Array
}

export type ObservationEvent =
  | { readonly kind: 'output'; readonly stream: OutputStream; readonly bytes: Uint8Array }
  | { readonly kind: 'warning'; readonly text: string }

export type ObservationCall = Call<ObservationEvent>
