import { examineGraph } from '../graph.ts'
import { caseFindings } from './case-findings.ts'
import type { CheckInput } from './check-input.ts'
import { type Finding, inOrder } from './finding.ts'
import { lockFindings } from './lock-findings.ts'
import { graphFindings, mistakeFindings } from './mistake-findings.ts'
import { paramsFindings } from './params-findings.ts'
import { pathFindings } from './path-findings.ts'
import { groupFindings, stageFindings } from './stage-findings.ts'
import { varsFindings } from './vars-findings.ts'

/** All that is wrong with the pipelines of a project or worth knowing of them, in the order in which it stands. */
export function findAll(input: CheckInput): Finding[] {
  const ofFiles = input.files.flatMap((file) => [
    ...lockFindings(file),
    ...groupFindings(file),
    ...varsFindings(file, input),
    ...file.definition.stages.flatMap((stage) => [
      ...pathFindings(file, stage, input),
      ...paramsFindings(file, stage, input),
      ...stageFindings(file, stage, input),
    ]),
  ])
  const ofAll = [...mistakeFindings(input), ...graphFindings(input, examineGraph(input.stages).mistakes)]
  return inOrder([...ofAll, ...caseFindings(input), ...ofFiles])
}
