import { type JsonMap, type JsonValue, renderJson } from '../foundation/formats/index.ts'
import { type RunRecord, recordSchema } from './run-record.ts'

/** The canonical text of a record: JSON in one line, keys sorted, ASCII only. Equal records have equal bytes. */
export function renderRecord(record: RunRecord): string {
  return `${renderJson(jsonOf(record), { sortKeys: true })}\n`
}

/** What `undefined` stands for is left out. */
function jsonOf(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(jsonOf)
  if (value === null || typeof value !== 'object') return value as JsonValue
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return new Map(entries.map(([key, item]) => [key, jsonOf(item)])) as JsonMap
}

/** The record that a text holds, of the commit that it is kept for; undefined if it is none that we know how to read. */
export function parseRecord(text: string, commit: string): RunRecord | undefined {
  const value = parsed(text)
  if (!isMap(value) || value['schema'] !== recordSchema) return undefined
  if (!Object.entries(shape).every(([key, fits]) => fits(value[key]))) return undefined
  const record = value as unknown as RunRecord
  return record.experiment.commit === commit ? record : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

type Fits = (value: unknown) => boolean

const isText: Fits = (value) => typeof value === 'string'
const isNumber: Fits = (value) => typeof value === 'number'
const isScalar: Fits = (value) => value === null || ['string', 'number', 'boolean'].includes(typeof value)
const maybe =
  (fits: Fits): Fits =>
  (value) =>
    value === undefined || fits(value)
const either =
  (one: Fits, other: Fits): Fits =>
  (value) =>
    one(value) || other(value)
const listOf =
  (fits: Fits): Fits =>
  (value) =>
    Array.isArray(value) && value.every(fits)
const mapOf =
  (fits: Fits): Fits =>
  (value) =>
    isMap(value) && Object.values(value).every(fits)
const fields =
  (wanted: Readonly<Record<string, Fits>>): Fits =>
  (value) =>
    isMap(value) && Object.entries(wanted).every(([key, fits]) => fits(value[key]))

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const texts = listOf(isText)
const textsByName = mapOf(isText)
const outcomes = new Set<unknown>(['ran', 'cached', 'pulled', 'verified'])

/** A record may come from another clone, so that it is looked at before it is believed. */
const shape: Readonly<Record<string, Fits>> = {
  experiment: fields({
    name: isText,
    commit: isText,
    baseline: isText,
    branch: maybe(isText),
    project: maybe(isText),
  }),
  made: isText,
  sterna: maybe(isText),
  changes: fields({ added: texts, modified: texts, deleted: texts, more: maybe(isNumber) }),
  leftOut: fields({
    files: listOf(fields({ path: isText, bytes: isNumber, md5: maybe(isText) })),
    more: maybe(isNumber),
  }),
  stages: listOf(
    fields({
      stage: isText,
      outcome: (value) => outcomes.has(value),
      command: either(isText, texts),
      ...Object.fromEntries(['began', 'ended', 'log'].map((name) => [name, maybe(isText)])),
      ...Object.fromEntries(
        ['seconds', 'exit', 'tries', 'cpuSeconds', 'peakBytes', 'peakDeviceBytes'].map((name) => [
          name,
          maybe(isNumber),
        ]),
      ),
    }),
  ),
  seeds: mapOf(isScalar),
  python: listOf(fields({ executable: isText, version: maybe(isText), packages: textsByName })),
  lockFiles: textsByName,
  variables: textsByName,
  machine: fields({
    ...Object.fromEntries(
      ['host', 'system', 'kernel', 'architecture', 'processor', 'node'].map((name) => [name, isText]),
    ),
    processors: isNumber,
    memoryBytes: isNumber,
    limits: maybe(fields({ processors: maybe(isNumber), memoryBytes: maybe(isNumber) })),
    devices: listOf(fields({ name: isText, bytes: maybe(isNumber) })),
    driver: maybe(isText),
  }),
  cost: maybe(fields({ amount: isNumber, perHour: isNumber, seconds: isNumber, currency: maybe(isText) })),
}
