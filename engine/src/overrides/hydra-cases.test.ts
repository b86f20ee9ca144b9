import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Failure } from '../foundation/base/index.ts'
import { readParamsFile } from '../foundation/formats/index.ts'
import { composeParams } from './composition/compose.ts'
import { editParamsFile } from './edits/edit-params-file.ts'
import { isSweep } from './grammar/override.ts'
import { parseOverride, parseOverrides } from './grammar/parse-override.ts'
import { plainValue } from './grammar/python-values.ts'
import { renderElement, renderKey } from './grammar/render.ts'
import { parseSetParams } from './set-params.ts'
import { expandSweeps } from './sweeps/expand.ts'
import { decode, type Recorded } from './test-values.ts'

interface RecordedCases {
  readonly overrides: readonly (readonly [string, RecordedOverride | null])[]
  readonly sweeps: readonly (readonly [
    readonly string[],
    readonly (readonly (readonly [string, readonly string[]])[])[],
  ])[]
  readonly directories: readonly Files[]
  /** Index of the folder, name of the primary configuration, overrides, what params.yaml became. */
  readonly compositions: readonly (readonly [number, string, readonly string[], string | null])[]
  readonly texts: readonly (string | null)[]
  /** Ending of the file, index of its text, overrides, what became of it. */
  readonly applications: readonly (readonly [string, number, readonly string[], RecordedEdit | null])[]
}
type Files = Readonly<Record<string, string>>
interface RecordedEdit {
  readonly text?: string
  readonly value?: Recorded
}
interface RecordedOverride {
  readonly value?: Recorded
  readonly text?: string
  readonly tasks?: readonly string[]
}

const cases = JSON.parse(readFileSync(new URL('hydra-cases.json', import.meta.url), 'utf8')) as RecordedCases
const never = (): number => 0

describe('what Hydra makes of overrides', () => {
  it.each(cases.overrides)('%j', (text, recorded) => {
    if (!recorded) return expect(() => takenApart(text)).toThrow(Failure)
    const { value, ...others } = recorded
    expect(takenApart(text)).toEqual(value === undefined ? others : { ...others, value: decode(value) })
  })
})

describe('what DVC makes of sweeps', () => {
  it.each(cases.sweeps)('%j', (values, tasks) => {
    expect(expandSweeps(parseSetParams(values, never), never).map((task) => [...task])).toEqual(tasks)
  })
})

describe('what DVC makes of params files', () => {
  it.each(cases.applications)('%s file %i %j', (suffix, index, overrides, recorded) => {
    const text = cases.texts[index] ?? undefined
    if (!recorded) return expect(() => edited(suffix, text, overrides)).toThrow(Failure)
    const result = edited(suffix, text, overrides)
    if (recorded.text !== undefined) expect(result).toBe(recorded.text)
    else expect(readParamsFile(result, `params${suffix}`)).toEqual(decode(recorded.value ?? null))
  })
})

describe('what Hydra composes', () => {
  it.each(cases.compositions)('folder %i %s %j', (index, configName, overrides, recorded) => {
    const files = cases.directories[index] ?? {}
    if (recorded === null) expect(() => composed(files, configName, overrides)).toThrow(Failure)
    else expect(composed(files, configName, overrides)).toBe(recorded)
  })
})

function composed(files: Files, configName: string, overrides: readonly string[]): string {
  const paths = Object.keys(files)
  const parts = paths.map((path) => path.split('/').slice(0, -1))
  const folders = new Set(parts.flatMap((names) => names.map((_, i) => names.slice(0, i + 1).join('/'))))
  const directory = { name: 'conf', files: new Map(Object.entries(files)), folders }
  return composeParams({ directory, configName, overrides: parseOverrides(overrides, never), environment }).text
}

const environment = (name: string) => (name === 'STERNA_TEST' ? 'from the environment' : undefined)

function edited(suffix: string, text: string | undefined, overrides: readonly string[]): string {
  return editParamsFile({ file: `params${suffix}`, text, overrides: parseOverrides(overrides, never), environment })
    .text
}

function takenApart(text: string) {
  const override = parseOverride(text, never)
  const { value = null } = override
  if (!isSweep(value)) return { value: plainValue(value), text: `${renderKey(override)}=${renderElement(value)}` }
  return { tasks: expandSweeps(new Map([['p', [override]]]), never).map((task) => task.get('p')?.[0]) }
}
