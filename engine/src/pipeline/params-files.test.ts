import { describe, expect, it } from 'vitest'
import { absolutePath, type RepoPath } from '../foundation/base/index.ts'
import { memoryFileSystem } from '../foundation/system/index.ts'
import { ParamsFiles } from './params-files.ts'

const root = absolutePath('/p')
const path = 'params.yaml' as RepoPath

describe('params files', () => {
  it('are parsed once for all stages that read them, and again when they have changed', () => {
    const files = memoryFileSystem()
    const params = new ParamsFiles(files, root)
    expect(params.read(path)).toBeUndefined()
    files.writeAtomic(absolutePath(root, path), 'lr: 0.1\n')
    const first = params.read(path)
    expect(first).toEqual(new Map([['lr', 0.1]]))
    expect(params.read(path)).toBe(first)
    files.writeAtomic(absolutePath(root, path), 'lr: 0.2\n')
    expect(params.read(path)).toEqual(new Map([['lr', 0.2]]))
  })

  it('are read once while nothing is written', () => {
    const files = memoryFileSystem({ '/p/params.yaml': 'lr: 1\n' })
    const still = new ParamsFiles(files, root).heldStill()
    expect([still.read(path), still.read('none.yaml' as RepoPath)]).toEqual([new Map([['lr', 1]]), undefined])
    files.writeAtomic(absolutePath(root, path), 'lr: 2\n')
    expect(still.heldStill().read(path)).toEqual(new Map([['lr', 1]]))
  })

  it('are told wrong each time they are', () => {
    const files = memoryFileSystem()
    files.writeAtomic(absolutePath(root, path), 'lr: [\n')
    const params = new ParamsFiles(files, root)
    expect(() => params.read(path)).toThrow()
    expect(() => params.read(path)).toThrow()
  })
})
