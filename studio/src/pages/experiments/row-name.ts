import type { ExperimentsAnswer } from '@sterna/api'

/** Of a commit's id. */
export const shownDigits = 7

/** What a run is called in addresses and commands. */
export function nameOfRow({ rows }: ExperimentsAnswer, row: number): string {
  return rows.name[row] ?? rows.revision[row]!
}
