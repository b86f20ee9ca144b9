import {
  type ExplainedStage,
  type ExplainedTarget,
  explainStages,
  explainTargets,
  plainReproduction,
} from '@sterna/engine'
import { command, many, number } from '../shell/command.ts'
import { warningsTo } from '../show/events.ts'
import { fewFiles, planLines, targetLines } from '../show/explanation.ts'
import { planJson, targetsJson } from '../show/explanation-json.ts'
import type { Names } from '../show/outlook.ts'

type Told =
  | { readonly kind: 'plan'; readonly stages: readonly ExplainedStage[]; readonly names: Names }
  | { readonly kind: 'targets'; readonly targets: readonly ExplainedTarget[]; readonly names: Names }

export const why = command({
  name: 'why',
  summary: 'Say why stages run or do not, and what will run because of them.',
  takes: {
    targets: many('targets', 'Stages, outputs, or files that stages read; the dvc.yaml here if left out.'),
    limit: number('--limit <number>', `How many files of a directory to name, if not ${fewFiles}.`),
  },
  failureExit: 255,
  run: async ({ targets, limit = fewFiles }, { session, signal, report }): Promise<Told> => {
    const project = await session.project()
    const call = { signal, report: warningsTo(session, report) }
    if (targets.length > 0)
      return { kind: 'targets', targets: await explainTargets(project, { targets, limit }, call), names: project }
    return { kind: 'plan', stages: await explainStages(project, { ...plainReproduction, limit }, call), names: project }
  },
  show: (told) => (told.kind === 'plan' ? planLines(told.stages, told.names) : targetLines(told.targets, told.names)),
  json: (told) => (told.kind === 'plan' ? planJson(told.stages, told.names) : targetsJson(told.targets, told.names)),
})
