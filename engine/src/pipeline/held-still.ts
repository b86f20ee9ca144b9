import { overlaid } from '../data/index.ts'
import { seenOnce } from '../storage/index.ts'
import type { PipelineContext } from './pipeline-context.ts'

/** The project for while nothing is written: each file is looked at once, however many stages read it. */
export function heldStill<Context extends PipelineContext>(context: Context): Context {
  return overlaid(context, { hashes: seenOnce(context.hashes), params: context.params.heldStill() })
}
