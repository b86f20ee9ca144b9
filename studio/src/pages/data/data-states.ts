import type { DataSet } from '@sterna/api'
import { counted } from '../../parts/numbers.ts'
import { quoted } from '../../parts/shell-word.ts'

export function workTreeText({ workTree, changedFiles, isDirectory }: DataSet): string {
  if (workTree === 'changed' && isDirectory && changedFiles > 0) return `${counted(changedFiles, 'file')} changed`
  return { same: 'as recorded', changed: 'changed', absent: 'not there', unrecorded: 'not made yet' }[workTree]
}

export function cacheText({ cache }: DataSet): string {
  return cache === null ? '–' : { all: 'complete', part: 'files lack', none: 'not there' }[cache]
}

/** What makes work tree and record agree, or brings the bytes that lack; undefined if nothing is to do. */
export function commandOf({ path, stage, kind, workTree, cache }: DataSet): string | undefined {
  if (workTree === 'unrecorded') return kind === 'pipeline' ? `sterna repro ${quoted(stage)}` : undefined
  if (workTree === 'changed') return `sterna commit ${quoted(stage)}`
  if (cache !== 'all') return `sterna ${workTree === 'absent' ? 'pull' : 'fetch'} ${quoted(path)}`
  return workTree === 'absent' ? `sterna checkout ${quoted(path)}` : undefined
}
