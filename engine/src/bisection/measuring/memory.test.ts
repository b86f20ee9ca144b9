import { describe, expect, it } from 'vitest'
import type { AbsolutePath } from '../../foundation/base/index.ts'
import { memoryFileSystem } from '../../foundation/system/index.ts'
import { Memory } from './memory.ts'

const state = '/state' as AbsolutePath
const place = '/state/bisect' as AbsolutePath
const open = (files: ReturnType<typeof memoryFileSystem>, metric = 'm.json:auc') => new Memory(files, state, metric)

describe('what was measured', () => {
  it('is known again, of its own metric only', () => {
    const files = memoryFileSystem()
    open(files).add({ variant: 'a', value: 0.5 })
    open(files).add({ variant: 'a', value: 0.6 })
    expect(open(files).value('a')).toBe(0.6)
    expect(open(files).value('b')).toBeUndefined()
    expect(open(files, 'm.json:loss').value('a')).toBeUndefined()
  })

  it('keeps runs that may differ apart', () => {
    const files = memoryFileSystem()
    open(files).add({ variant: 'a', value: 1, isSample: true })
    open(files).add({ variant: 'a', value: 2, isSample: true })
    expect(open(files).samples('a')).toEqual([1, 2])
    expect(open(files).value('a')).toBeUndefined()
  })

  it('survives a line that is not whole, whatever stands behind it', () => {
    const files = memoryFileSystem()
    open(files).add({ variant: 'a', value: 1 })
    files.append(place, '12345678 {"metric":"m.js')
    open(files).add({ variant: 'b', value: 2 })
    open(files).add({ variant: 'c', value: 3 })
    expect(['a', 'b', 'c'].map((variant) => open(files).value(variant))).toEqual([1, 2, 3])
  })
})
