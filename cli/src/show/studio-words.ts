import type { StudioWords } from '@sterna/server'
import { contrastSections } from './contrast.ts'
import { reasonLines } from './reasons.ts'
import { runRecordSections } from './run-record.ts'
import { taskReason } from './task-reason.ts'

/** What the terminal says, for the studio to say too. */
export const studioWords: StudioWords = {
  reasons: reasonLines,
  differences: contrastSections,
  waits: taskReason,
  record: runRecordSections,
}
