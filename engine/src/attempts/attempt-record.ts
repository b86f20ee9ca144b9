import { jsonLine, readJsonLines } from '../foundation/formats/index.ts'
import type { ProcessIdentity } from '../foundation/system/index.ts'
import type { Attempt, AttemptEnd, AttemptStart, AttemptUsage } from './attempt.ts'

/** The first line of a record: what was known when the attempt began. */
export interface BeganLine extends AttemptStart {
  readonly began: string
  readonly by: ProcessIdentity
}

export type RecordLine = BeganLine | AttemptUsage | (AttemptEnd & AttemptUsage & { readonly ended: string })

export type AttemptRecord = Omit<Attempt, 'id' | 'state'>

/** A line of JSON, to be appended. */
export function renderLine(line: RecordLine): string {
  return jsonLine(line)
}

/** All lines of a record put together; undefined if not even the first is whole. What a killed process wrote half is left out. */
export function parseRecord(text: string): AttemptRecord | undefined {
  const record = Object.assign({}, ...readJsonLines(text)) as Record<string, unknown>
  const began = timeOf(record['began'])
  if (began === undefined || typeof record['stage'] !== 'string') return undefined
  const ended = timeOf(record['ended'])
  return { ...record, began, ...(ended === undefined ? {} : { ended }) } as unknown as AttemptRecord
}

function timeOf(text: unknown): number | undefined {
  const time = typeof text === 'string' ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}
