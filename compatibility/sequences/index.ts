import type { Sequence } from '../sequence.ts'
import { dataSequences } from './data.ts'
import { gitSideSequences } from './git-side.ts'
import { pipelineSequences } from './pipelines.ts'

export const allSequences: readonly Sequence[] = [...dataSequences, ...gitSideSequences, ...pipelineSequences]
