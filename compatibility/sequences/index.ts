import type { Sequence } from '../sequence.ts'
import { dataSequences } from './data.ts'
import { gitSideSequences } from './git-side.ts'
import { pipelineSequences } from './pipelines.ts'
import { upkeepSequences } from './upkeep.ts'

export const allSequences: readonly Sequence[] = [
  ...dataSequences,
  ...gitSideSequences,
  ...pipelineSequences,
  ...upkeepSequences,
]
