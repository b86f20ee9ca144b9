import type { ExperimentsAnswer, Overview, Pipeline } from '@sterna/api'
import type { ViewState } from '../../view-state/view-state.ts'

export type PaletteDeed =
  | { readonly kind: 'go'; readonly to: string; readonly search: ViewState }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'theme' }

/** Something that can be gone to, or done, from wherever one is. */
export interface PaletteEntry {
  readonly id: string
  readonly kind: 'Pages' | 'Stages' | 'Data' | 'Experiments' | 'Commands to copy' | 'Look'
  readonly label: string
  /** What tells it from others of its name. */
  readonly detail?: string
  readonly deed: PaletteDeed
}

/** What there is to go to; a subject that has not been read yet is undefined, and has none. */
export interface PaletteSubjects {
  readonly pages: readonly { readonly path: string; readonly title: string; readonly key: string }[]
  readonly overview: Overview | undefined
  readonly pipeline: Pipeline | undefined
  readonly experiments: ExperimentsAnswer | undefined
  /** Of the terminal, for what the page shows. */
  readonly command: string
  readonly isDark: boolean
}

/** All that the palette may find, kind by kind. */
export function paletteEntries(subjects: PaletteSubjects): readonly PaletteEntry[] {
  const { pages, overview, pipeline, experiments, command, isDark } = subjects
  const commands = [command, ...(overview?.nextSteps.map((step) => step.command) ?? [])]
  const theme = isDark ? 'Light theme' : 'Dark theme'
  return [
    ...pages.map(({ path, title, key }) => entry('Pages', title, { kind: 'go', to: path, search: {} }, `g ${key}`)),
    entry('Look', theme, { kind: 'theme' }, 't'),
    ...[...new Set(commands)].map((text) => entry('Commands to copy', text, { kind: 'copy', text })),
    ...(pipeline?.stages ?? []).map(({ name, state }) => entry('Stages', name, stageDeed(name), state)),
    ...(pipeline?.stages ?? []).flatMap(({ name, outputs }) =>
      outputs.map((output) => entry('Data', output, stageDeed(name), `made by ${name}`)),
    ),
    ...(experiments ? runEntries(experiments) : []),
  ]
}

function entry(kind: PaletteEntry['kind'], label: string, deed: PaletteDeed, detail?: string): PaletteEntry {
  return { id: `${kind} ${label} ${detail ?? ''}`, kind, label, deed, ...(detail && { detail }) }
}

function stageDeed(name: string): PaletteDeed {
  return { kind: 'go', to: '/pipeline', search: { open: name } }
}

/** What an experiment began at tells those of one name apart. */
function runEntries({ rows }: ExperimentsAnswer): PaletteEntry[] {
  return rows.name.flatMap((name, row) => {
    const parent = rows.parent[row] ?? null
    if (name === null || parent === null) return []
    const base = rows.name[parent] ?? rows.revision[parent]!
    const deed = { kind: 'go', to: `/runs/${encodeURIComponent(name)}`, search: {} } as const
    return [entry('Experiments', name, deed, `from ${base}`)]
  })
}
