import type { AbsolutePath } from '../base/index.ts'

export interface ProcessRequest {
  readonly command: string
  readonly arguments: readonly string[]
  readonly directory: AbsolutePath
  /** The whole environment of the child; that of this process if left out. */
  readonly variables?: Readonly<Record<string, string | undefined>>
  readonly input?: string
  /** When it is ended, if it has not come to its end by itself. */
  readonly longestMilliseconds?: number
}
