import { describe, expect, it } from 'vitest'
import { TextEdits } from './text-edits.ts'

describe('edits of a text', () => {
  it('are made by their places in the old text, whatever their order', () => {
    const edits = new TextEdits('one two three')
    edits.replace(8, 13, '3')
    edits.replace(0, 3, 'uno')
    edits.replace(4, 4, 'e ')
    expect(edits.result()).toBe('uno e two 3')
  })

  it('stand in the same place by rank, then in the order they came', () => {
    const edits = new TextEdits('ab')
    edits.replace(1, 1, '3', 1)
    edits.replace(1, 1, '1')
    edits.replace(1, 1, '2')
    expect(edits.result()).toBe('a123b')
  })

  it('are put behind what goes, and refused if two change the same', () => {
    const edits = new TextEdits('abcd')
    edits.replace(0, 3, '')
    edits.replace(2, 2, 'x')
    expect(edits.result()).toBe('xd')
    edits.replace(2, 4, 'y')
    expect(edits.result()).toBeUndefined()
  })
})
