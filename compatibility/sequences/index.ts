import type { Sequence } from '../sequence.ts'
import { comparisonSequences } from './comparison.ts'
import { dataSequences } from './data.ts'
import { gitSideSequences } from './git-side.ts'
import { lookingSequences } from './looking.ts'
import { pipelineSequences } from './pipelines.ts'
import { upkeepSequences } from './upkeep.ts'

export const allSequences: readonly Sequence[] = [
  ...comparisonSequences,
  ...dataSequences,
  ...gitSideSequences,
  ...lookingSequences,
  ...pipelineSequences,
  ...upkeepSequences,
]
