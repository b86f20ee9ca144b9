import { describe, expect, it } from 'vitest'
import { foundEntries } from './found-entries.ts'
import type { PaletteEntry } from './palette-entries.ts'

const entry = (kind: PaletteEntry['kind'], label: string, detail?: string): PaletteEntry => ({
  id: label,
  kind,
  label,
  ...(detail && { detail }),
  deed: { kind: 'theme' },
})

const entries = [
  entry('Pages', 'Experiments'),
  entry('Pages', 'Pipeline'),
  entry('Stages', 'train'),
  entry('Stages', 'retrain'),
  entry('Experiments', 'hasty-rain', 'began at main'),
  entry('Experiments', 'try-1', 'began at train'),
]

describe('what the palette finds', () => {
  it.each([
    ['train', ['train', 'retrain', 'hasty-rain', 'try-1']],
    ['rain', ['hasty-rain', 'try-1', 'train', 'retrain']],
    ['RAIN main', ['hasty-rain']],
    ['pipe line', ['Pipeline']],
    ['pln', ['Pipeline']],
    ['exp', ['Experiments']],
    ['nothing of it', []],
  ])('for "%s" is %j, the nearest kind first', (text, labels) => {
    const found = foundEntries(entries, text).map(({ label }) => label)
    expect(found).toEqual(labels)
  })

  it('is the first of each kind before anybody types', () => {
    const many = Array.from({ length: 10_000 }, (_, number) => entry('Experiments', `exp-${number}`))
    expect(foundEntries([...entries.slice(0, 3), ...many], ' ').map(({ label }) => label)).toEqual([
      'Experiments',
      'Pipeline',
      'train',
      'exp-0',
      'exp-1',
      'exp-2',
      'exp-3',
      'exp-4',
      'exp-5',
    ])
  })
})
