import type { ValueMap } from '../../foundation/formats/index.ts'
import type { Context } from './context.ts'
import type { Trail } from './definition-place.ts'

/** A stage as it stands in the file, or a member that a group makes of one. */
export interface StageTemplate {
  readonly name: string
  readonly fields: ValueMap
  readonly context: Context
  /** Where the fields stand in the file. */
  readonly at: Trail
  /** The foreach or matrix stage it belongs to. */
  readonly group?: string
}
