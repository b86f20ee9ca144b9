import { describe, expect, it } from 'vitest'
import { absolutePath } from '../base/index.ts'
import { memoryFileSystem } from '../system/index.ts'
import { dropFromRefLog } from './ref-log.ts'

const [a, b, c, none] = ['a', 'b', 'c', '0'].map((digit) => digit.repeat(40)) as [string, string, string, string]
const line = (from: string, to: string) => `${from} ${to} Ada <a@e> 1795853905 +0000\tcommit: ${to[0]}\n`
const root = absolutePath('/p')
const places = { root, gitDirectory: absolutePath('/p/.git'), commonDirectory: absolutePath('/p/.git') }
const stack = (...ids: string[]) =>
  memoryFileSystem({
    '/p/.git/refs/s': `${ids.at(-1)}\n`,
    '/p/.git/logs/refs/s': ids.map((id, i) => line(ids[i - 1] ?? none, id)).join(''),
  })
const at = (files: ReturnType<typeof memoryFileSystem>, name: string) => files.readText(absolutePath(`/p/.git/${name}`))

describe('a ref that is a stack', () => {
  it('loses what is on top', () => {
    const files = stack(a, b, c)
    expect(dropFromRefLog(files, places, 'refs/s', c)).toBe('dropped')
    expect(at(files, 'refs/s')).toBe(`${b}\n`)
    expect(at(files, 'logs/refs/s')).toBe(line(none, a) + line(a, b))
  })

  it('loses what is in the middle, and its lines follow each other then', () => {
    const files = stack(a, b, c)
    expect(dropFromRefLog(files, places, 'refs/s', b)).toBe('dropped')
    expect(at(files, 'refs/s')).toBe(`${c}\n`)
    expect(at(files, 'logs/refs/s')).toBe(line(none, a) + line(a, c))
    expect(at(files, 'refs/s.lock')).toBeUndefined()
  })

  it('is left alone when the last would go, or when what is looked for is not there', () => {
    expect(dropFromRefLog(stack(a), places, 'refs/s', a)).toBe('last')
    expect(dropFromRefLog(stack(a), places, 'refs/s', b)).toBe('gone')
    expect(dropFromRefLog(memoryFileSystem(), places, 'refs/s', b)).toBe('gone')
  })

  it('is left alone while Git changes it', () => {
    const files = stack(a, b)
    files.writeAtomic(absolutePath('/p/.git/refs/s.lock'), '')
    expect(dropFromRefLog(files, places, 'refs/s', b)).toBe('busy')
    expect(at(files, 'refs/s.lock')).toBe('')
  })
})
