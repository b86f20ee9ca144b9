import type { SpaceResult } from '@sterna/engine'
import { bytesText } from '../shell/progress-line.ts'
import { plainTable } from './table.ts'

/** Two tables, by output and by revision, the largest first, and what is left over. */
export function spaceLines({ outputs, revisions, unneeded }: SpaceResult): string[] {
  const left = `${unneeded.objects} object${unneeded.objects === 1 ? '' : 's'}, ${bytesText(unneeded.bytes)}`
  return [
    ...tableOrNothing(outputRows(outputs), ['Output', 'Now', 'Versions', 'All versions']),
    ...tableOrNothing(revisionRows(revisions), ['Revision', 'Needs', 'Needed by it alone']),
    unneeded.objects === 0
      ? 'The cache holds nothing else.'
      : `The cache also holds ${left}, that none of these needs. To free them: sterna gc -a -T --all-experiments`,
  ]
}

function outputRows(outputs: SpaceResult['outputs']): string[][] {
  return outputs.map(({ path, bytes, versions, allBytes }) => [
    path,
    bytes === undefined ? '-' : bytesText(bytes),
    String(versions),
    bytesText(allBytes),
  ])
}

function revisionRows(revisions: SpaceResult['revisions']): string[][] {
  return revisions.map(({ names, commit, bytes, alone }) => [
    commit === undefined ? 'not committed' : names.join(', '),
    bytesText(bytes),
    bytesText(alone),
  ])
}

function tableOrNothing(rows: readonly string[][], header: readonly string[]): string[] {
  return rows.length === 0 ? [] : [...plainTable(rows, header), '']
}
