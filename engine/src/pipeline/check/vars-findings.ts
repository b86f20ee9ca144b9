import type { RepoPath } from '../../foundation/base/index.ts'
import { joinRepo, parentOf } from '../../foundation/base/index.ts'
import type { Value } from '../../foundation/formats/index.ts'
import { firstKeysUsed } from '../definition/index.ts'
import type { CheckInput } from './check-input.ts'
import { type CheckedFile, itemsOf, placeAt, trailOf, valueAt } from './checked-file.ts'
import { type Finding, finding } from './finding.ts'

/** Values of `vars` that no `${…}` asks for. */
export function varsFindings(file: CheckedFile, input: CheckInput): Finding[] {
  const { source, definition } = file
  const used = firstKeysUsed(source.value)
  const own = listAt(source.value, ['vars']).flatMap((item, index) =>
    unusedOf(item, { used, directory: parentOf(definition.file), input }).map((name) =>
      finding('unused-var', placeAt(file, ['vars', index, name]), `nothing uses "${name}" of vars`),
    ),
  )
  const stages = valueAt(source.value, ['stages'])
  const names = stages instanceof Map ? [...stages.keys()].map(String) : []
  return [...own, ...names.flatMap((name) => unusedInStage(file, name))]
}

/** Of a stage's own `vars` only what stands there itself: where its files lie depends on its working directory. */
function unusedInStage(file: CheckedFile, name: string): Finding[] {
  const trail = trailOf(file, { name })
  const used = firstKeysUsed(valueAt(file.source.value, trail) ?? null)
  return listAt(file.source.value, [...trail, 'vars']).flatMap((item, index) => {
    const keys = item instanceof Map ? [...item.keys()].map(String) : []
    return keys
      .filter((key) => !used.has(key))
      .map((key) =>
        finding('unused-var', placeAt(file, [...trail, 'vars', index, key], name), `nothing uses "${key}" of vars`),
      )
  })
}

interface UseContext {
  readonly used: ReadonlySet<string>
  readonly directory: RepoPath
  readonly input: CheckInput
}

/** Of a mapping its keys, of `file:key` the keys, of a whole file its name if none of its keys is used. */
function unusedOf(item: Value, { used, directory, input }: UseContext): string[] {
  if (item instanceof Map) return [...item.keys()].map(String).filter((key) => !used.has(key))
  if (typeof item !== 'string') return []
  const [path = '', keys] = item.split(':')
  if (keys !== undefined) return keys.split(',').filter((key) => key !== '' && !used.has(key))
  const content = input.readParams(joinRepo(directory, path))
  const all = content && 'value' in content && content.value instanceof Map ? [...content.value.keys()] : undefined
  return all && !all.some((key) => used.has(String(key))) ? [path] : []
}

function listAt(value: Value, trail: readonly (string | number)[]): readonly Value[] {
  return itemsOf(valueAt(value, trail))
}
