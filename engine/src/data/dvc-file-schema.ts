import { Failure, type RepoPath } from '../foundation/base/index.ts'
import { codeFrame, readYamlWithPositions, type Value, type ValueMap } from '../foundation/formats/index.ts'

type Check = 'any' | 'text' | 'flag' | 'whole' | 'list' | 'map'

const contentFields: Readonly<Record<string, Check>> = {
  path: 'text',
  md5: 'text',
  etag: 'text',
  checksum: 'text',
  version_id: 'text',
  size: 'whole',
  nfiles: 'whole',
  isexec: 'flag',
  hash: 'text',
  cloud: 'map',
  files: 'list',
  fs_config: 'map',
}
const annotationFields: Readonly<Record<string, Check>> = { desc: 'text', type: 'text', labels: 'list', meta: 'any' }
const outputFields: Readonly<Record<string, Check>> = {
  ...contentFields,
  ...annotationFields,
  cache: 'flag',
  persist: 'flag',
  push: 'flag',
  remote: 'text',
  metric: 'any',
  plot: 'any',
}
const dependencyFields: Readonly<Record<string, Check>> = { ...contentFields, repo: 'map', db: 'map' }
const stageFields: Readonly<Record<string, Check>> = {
  desc: 'text',
  md5: 'text',
  wdir: 'text',
  frozen: 'flag',
  locked: 'flag',
  deps: 'list',
  outs: 'list',
  always_changed: 'flag',
  meta: 'any',
}

interface Mistake {
  readonly reason: string
  readonly at: readonly (string | number)[]
}

/** The parsed text, or a `Failure` with every mistake in it and where it stands. */
export function checkDvcFile(text: string, file: RepoPath): ValueMap {
  const { value, positionOf } = readYamlWithPositions(text, `./${file}`)
  const mistakes = mistakesIn(value)
  if (mistakes.length === 0) return value as ValueMap
  const lines = mistakes.map(({ reason, at }) => {
    const position = positionOf(at) ?? { line: 1, column: 1 }
    return `${reason}, in ${at.join(' -> ')}, line ${position.line}, column ${position.column}\n${codeFrame(text, position.line, position.column)}`
  })
  const count = mistakes.length === 1 ? '.' : `: ${mistakes.length} errors.`
  throw new Failure('file-format', `'./${file}' validation failed${count}`, { excerpt: lines.join('\n\n') })
}

function mistakesIn(value: Value): Mistake[] {
  if (!(value instanceof Map)) return [{ reason: 'expected a dictionary', at: [] }]
  return [
    ...fieldMistakes(value, stageFields, []),
    ...entryMistakes(value, 'outs', outputFields),
    ...entryMistakes(value, 'deps', dependencyFields),
  ]
}

function entryMistakes(stage: ValueMap, key: string, fields: Readonly<Record<string, Check>>): Mistake[] {
  const entries = stage.get(key)
  if (!Array.isArray(entries)) return []
  return entries.flatMap((entry, index) => {
    const at = [key, index]
    if (!(entry instanceof Map)) return [{ reason: 'expected a dictionary', at }]
    const missing =
      entry.has('path') || entry.has('db') ? [] : [{ reason: 'required key not provided', at: [...at, 'path'] }]
    return [...missing, ...fieldMistakes(entry, fields, at)]
  })
}

function fieldMistakes(
  map: ValueMap,
  fields: Readonly<Record<string, Check>>,
  at: readonly (string | number)[],
): Mistake[] {
  return [...map].flatMap(([key, value]) => {
    const name = String(key)
    const check = Object.hasOwn(fields, name) ? fields[name] : undefined
    const reason = check === undefined ? 'extra keys not allowed' : mistakeOf(check, value)
    return reason === undefined ? [] : [{ reason, at: [...at, name] }]
  })
}

function mistakeOf(check: Check, value: Value): string | undefined {
  switch (check) {
    case 'any':
      return undefined
    case 'text':
      return typeof value === 'string' ? undefined : 'expected str'
    case 'flag':
      return typeof value === 'boolean' ? undefined : 'expected bool'
    case 'whole':
      return Number.isInteger(value) ? undefined : 'expected int'
    case 'list':
      return Array.isArray(value) || value === null ? undefined : 'expected a list'
    case 'map':
      return value instanceof Map ? undefined : 'expected a dictionary'
  }
}
