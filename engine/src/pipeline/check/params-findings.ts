import { isWithin } from '../../foundation/base/index.ts'
import type { Stage } from '../definition/index.ts'
import { missingParams } from '../params.ts'
import type { CheckInput } from './check-input.ts'
import { type CheckedFile, fieldsOf, placeIn } from './checked-file.ts'
import { type Finding, type FindingPlace, finding } from './finding.ts'

/** Parameters that a stage depends on and that are nowhere. */
export function paramsFindings(file: CheckedFile, stage: Stage, input: CheckInput): Finding[] {
  return stage.params.flatMap(({ text, path, keys }) => {
    const content = input.readParams(path)
    if (!content) {
      const isMade = input.stages.some(({ outputs }) => outputs.some((output) => isWithin(output.path, path)))
      if (isMade) return []
      return [finding('missing-params-file', placeOf(file, stage, text, keys[0]), `"${text}" is not there`)]
    }
    if ('reason' in content) return [finding('unreadable', placeOf(file, stage, text, keys[0]), content.reason)]
    return missingParams(content.value, keys).map((key) =>
      finding('missing-param', placeOf(file, stage, text, key), `"${text}" has no parameter "${key}"`),
    )
  })
}

/** Where a key stands in a stage: an item for itself, or in the list of its file. */
function placeOf(file: CheckedFile, stage: Stage, text: string, key: string | undefined): FindingPlace {
  const items = fieldsOf(file, stage).get('params')
  if (!Array.isArray(items)) return placeIn(file, stage)
  const alone = items.findIndex((item) => item === key)
  if (alone >= 0 && text === 'params.yaml') return placeIn(file, stage, 'params', alone)
  const index = items.findIndex((item) => item instanceof Map && item.has(text))
  const keys = index < 0 ? undefined : (items[index] as ReadonlyMap<string, unknown>).get(text)
  const inner = Array.isArray(keys) ? keys.indexOf(key) : -1
  if (inner >= 0) return placeIn(file, stage, 'params', index, text, inner)
  return index < 0 ? placeIn(file, stage, 'params') : placeIn(file, stage, 'params', index, text)
}
