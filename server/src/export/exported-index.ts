import type { Contrast } from '@sterna/api'

/** The first file that an exported page reads: which file has which answer. All are beside it, called by their content. */
export interface ExportedIndex {
  /** Changes when older pages could not read it any more. */
  readonly format: 1
  /** By address of the request. */
  readonly answers: Readonly<Record<string, string>>
  /** By id of a column, its values by row. */
  readonly values: Readonly<Record<string, string>>
  /** By revision that others are compared with. */
  readonly contrasts: Readonly<Record<string, string>>
}

/** By revision what it has otherwise. */
export type ExportedContrasts = Readonly<Record<string, Contrast['sections']>>
