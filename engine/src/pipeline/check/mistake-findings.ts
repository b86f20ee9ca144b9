import type { TrackedStage } from '../../data/index.ts'
import { stageName } from '../../data/index.ts'
import { overlaps } from '../../foundation/base/index.ts'
import { type BrokenPart, type Mistake, outputLists } from '../definition/index.ts'
import type { GraphMistake } from '../graph-mistakes.ts'
import type { CheckInput } from './check-input.ts'
import { placeAt, placeIn, placeOfItem, stageOfNode } from './checked-file.ts'
import { type Finding, type FindingPlace, finding } from './finding.ts'
import type { RuleCode } from './rules.ts'

/** Everything that keeps a file, a stage or a list from being used. */
export function mistakeFindings({ files, unreadable }: CheckInput): Finding[] {
  return [...unreadable, ...files.flatMap(({ broken }) => broken)].flatMap((part) =>
    part.mistakes.map((mistake) => finding(codeOf(mistake), placeOf(part, mistake), sentence(mistake))),
  )
}

function codeOf({ code, isShape }: Mistake): RuleCode {
  if (isShape) return 'shape'
  if (code === 'interpolation') return 'template'
  return code === 'stage-invalid' ? 'stage-field' : 'unreadable'
}

function placeOf({ file, extent, name }: BrokenPart, { place }: Mistake): FindingPlace {
  const { line, column } = place ?? { line: 1, column: 1 }
  return { file, owner: file, line, column, ...(extent === 'stage' ? { stage: name } : {}) }
}

/** Messages that come with a drawing of an expression keep its last line, those about a format say what is wrong. */
function sentence(mistake: Mistake): string {
  const { message, code } = mistake
  const [first = '', ...more] = message.split('\n')
  const last = code === 'file-format' ? mistake.frame?.().split('\n')[0] : more.at(-1)
  return last ? `${first} ${last}` : first
}

const graphCodes = { overlap: 'outputs-overlap', 'inside-output': 'file-in-output', circle: 'circle' } as const

/** What is wrong with the graph, at each stage that has a part in it. */
export function graphFindings(input: CheckInput, mistakes: readonly GraphMistake<TrackedStage>[]): Finding[] {
  return mistakes.flatMap(({ kind, nodes, path, failure }) =>
    nodes.map((node) => finding(graphCodes[kind], placeOfNode(input, node, path), oneLine(failure.message))),
  )
}

function placeOfNode({ files }: CheckInput, node: TrackedStage, path: string | undefined): FindingPlace {
  const found = stageOfNode(files, node)
  if (!found) return { file: node.file, owner: node.file, line: 1, column: 1, stage: stageName(node) }
  const { file, stage } = found
  const isClashing = (other: string) => path !== undefined && overlaps(other, path)
  const output = stage.outs.find((out) => isClashing(out.path))
  if (output) return placeOfItem(file, stage, outputLists, output.text)
  return stage.group === undefined ? placeIn(file, stage) : placeAt(file, ['stages', stage.group], stage.group)
}

function oneLine(message: string): string {
  return message
    .split('\n')
    .map((line) => line.trim())
    .join(' ')
}
