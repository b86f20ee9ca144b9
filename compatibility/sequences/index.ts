import type { Sequence } from '../sequence.ts'
import { artifactSequences } from './artifacts.ts'
import { comparisonSequences } from './comparison.ts'
import { dataSequences } from './data.ts'
import { datasetSequences } from './datasets.ts'
import { editorSequences } from './editor.ts'
import { elsewhereSequences } from './elsewhere.ts'
import { experimentSequences } from './experiments/index.ts'
import { gitSideSequences } from './git-side.ts'
import { importSequences } from './imports.ts'
import { languageSequences } from './language.ts'
import { legacySequences } from './legacy.ts'
import { lookingSequences } from './looking.ts'
import { moveSequences } from './move.ts'
import { optionSequences } from './options.ts'
import { outsideInputSequences } from './outside-inputs.ts'
import { partSequences } from './parts.ts'
import { pipelineSequences } from './pipelines.ts'
import { placeSequences } from './places.ts'
import { plotSequences } from './plots.ts'
import { projectSequences } from './projects/index.ts'
import { queueSequences } from './queue.ts'
import { runningSequences } from './running.ts'
import { stageSequences } from './stages.ts'
import { upkeepSequences } from './upkeep.ts'
import { valueSequences } from './values.ts'
import { versionSequences } from './versions.ts'

export const allSequences: readonly Sequence[] = [
  ...artifactSequences,
  ...comparisonSequences,
  ...dataSequences,
  ...datasetSequences,
  ...editorSequences,
  ...elsewhereSequences,
  ...gitSideSequences,
  ...languageSequences,
  ...legacySequences,
  ...moveSequences,
  ...outsideInputSequences,
  ...queueSequences,
  ...partSequences,
  ...lookingSequences,
  ...importSequences,
  ...optionSequences,
  ...pipelineSequences,
  ...placeSequences,
  ...plotSequences,
  ...projectSequences,
  ...runningSequences,
  ...stageSequences,
  ...upkeepSequences,
  ...valueSequences,
  ...experimentSequences,
  ...versionSequences,
]
