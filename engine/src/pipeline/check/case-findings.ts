import type { TrackedStage } from '../../data/index.ts'
import type { CheckInput } from './check-input.ts'
import { placeIn, stageOfNode } from './checked-file.ts'
import { type Finding, type FindingPlace, finding } from './finding.ts'

/** Paths that are the same where upper and lower case are not told apart. */
export function caseFindings(input: CheckInput): Finding[] {
  const spellings = new Map<string, Map<string, TrackedStage>>()
  for (const stage of input.stages)
    for (const path of [...stage.outputs.map((output) => output.path), ...stage.dependencies]) {
      const known = spellings.get(path.toLowerCase()) ?? new Map<string, TrackedStage>()
      spellings.set(path.toLowerCase(), known.has(path) ? known : known.set(path, stage))
    }
  return [...spellings.values()].flatMap((paths) => {
    const [first, ...others] = [...paths]
    return others.map(([path, stage]) =>
      finding('case-clash', placeOf(input, stage), `"${path}" and "${first![0]}" differ only in case`),
    )
  })
}

function placeOf({ files }: CheckInput, node: TrackedStage): FindingPlace {
  const found = stageOfNode(files, node)
  return found ? placeIn(found.file, found.stage) : { file: node.file, owner: node.file, line: 1, column: 1 }
}
