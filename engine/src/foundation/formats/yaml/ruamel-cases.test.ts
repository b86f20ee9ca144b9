import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { float, Timestamp, type Value } from '../values.ts'
import { editYaml, readYaml, renderYaml } from './index.ts'

/** A value as record-ruamel-cases.py writes it. */
type Recorded = null | boolean | number | string | readonly Recorded[] | RecordedObject
interface RecordedObject {
  readonly f?: string
  readonly i?: string
  readonly t?: string
  readonly m?: readonly (readonly [Recorded, Recorded])[]
}

interface RecordedCases {
  readonly renders: readonly { readonly value: Recorded; readonly text: string }[]
  readonly edits: readonly { readonly old: string; readonly next: Recorded; readonly text: string }[]
  readonly reads: readonly { readonly text: string; readonly value?: Recorded; readonly error?: true }[]
}

const cases = JSON.parse(readFileSync(new URL('ruamel-cases.json', import.meta.url), 'utf8')) as RecordedCases

describe('what ruamel.yaml did', () => {
  it('is written byte for byte', () => {
    for (const { value, text } of cases.renders) expect(renderYaml(decode(value))).toBe(text)
  })

  it('is edited byte for byte', () => {
    for (const { old, next, text } of cases.edits) expect(editYaml(old, decode(next), 'dvc.yaml')).toBe(text)
  })

  it('is read to the same values', () => {
    for (const { text, value } of cases.reads) {
      if (value !== undefined) expect(readYaml(text, 'dvc.yaml'), text).toEqual(decode(value))
    }
  })

  it('is an error where it was one', () => {
    for (const { text, error } of cases.reads)
      if (error) expect(() => readYaml(text, 'dvc.yaml'), text).toThrow('is invalid')
  })
})

function decode(recorded: Recorded): Value {
  if (recorded === null || typeof recorded !== 'object') return recorded
  if (Array.isArray(recorded)) return recorded.map(decode)
  const { f, i, t, m } = recorded as RecordedObject
  if (f !== undefined) return decodeFloat(f)
  if (i !== undefined) return BigInt(i)
  if (t !== undefined) return new Timestamp(t)
  return new Map((m ?? []).map(([key, value]) => [decode(key) as string, decode(value)]))
}

function decodeFloat(text: string): Value {
  if (text.endsWith('inf')) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return float(Number(text))
}
