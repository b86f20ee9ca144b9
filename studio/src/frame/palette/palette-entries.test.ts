import type { ExperimentsAnswer, Overview, Pipeline } from '@sterna/api'
import { describe, expect, it } from 'vitest'
import { paletteEntries } from './palette-entries.ts'

const none = {
  pages: [{ path: '/', title: 'Home', key: 'h' }],
  overview: undefined,
  pipeline: undefined,
  experiments: undefined,
  command: 'sterna status',
  isDark: false,
}

const shown = (subjects: Partial<Parameters<typeof paletteEntries>[0]>) =>
  paletteEntries({ ...none, ...subjects }).map(({ kind, label, detail = '' }) => `${kind}: ${label} ${detail}`.trim())

describe('what the palette has', () => {
  it('are pages, the other theme and the command of the page, before anything is read', () => {
    expect(shown({})).toEqual(['Pages: Home g h', 'Look: Dark theme t', 'Commands to copy: sterna status'])
  })

  it('are commands worth running, each once', () => {
    const nextSteps = ['sterna push', 'sterna status'].map((command) => ({ what: 'w', why: 'y', command }))
    const commands = shown({ overview: { nextSteps, recent: [], problems: [] } as Overview }).filter((one) =>
      one.startsWith('Com'),
    )
    expect(commands).toEqual(['Commands to copy: sterna status', 'Commands to copy: sterna push'])
  })

  it('are stages and what they make', () => {
    const stages = [{ name: 'train', state: 'fresh', outputs: ['model.json'] }]
    expect(shown({ pipeline: { stages, problems: [] } as unknown as Pipeline }).slice(3)).toEqual([
      'Stages: train fresh',
      'Data: model.json made by train',
    ])
  })

  it('are experiments, with what they began at, even if it has no name', () => {
    const rows = { name: [null, 'try-1'], revision: ['1a2b3c4', 'ffff'], parent: [null, 0] }
    const entries = paletteEntries({ ...none, experiments: { rows } as unknown as ExperimentsAnswer })
    expect(entries.at(-1)).toMatchObject({
      label: 'try-1',
      detail: 'from 1a2b3c4',
      deed: { to: '/runs/try-1' },
    })
  })
})
