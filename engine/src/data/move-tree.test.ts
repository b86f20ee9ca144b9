import { expect, it } from 'vitest'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { type FileSystem, memoryFileSystem } from '../foundation/system/index.ts'
import { moveTree } from './move-tree.ts'

const at = (name: string) => absolutePath(`/project/${name}`)
const isOnOther = (file: AbsolutePath) => file.startsWith('/project/other/')

/** Files of which those below `other` are on another device. */
function twoDevices(): FileSystem {
  const files = memoryFileSystem()
  const rename = (from: AbsolutePath, to: AbsolutePath) => {
    if (isOnOther(from) !== isOnOther(to)) throw Object.assign(new Error('other device'), { code: 'EXDEV' })
    files.rename(from, to)
  }
  return { ...files, rename }
}

it('moves a directory to another device, links and modes included', () => {
  const files = twoDevices()
  files.writeAtomic(at('d/1'), 'one')
  files.writeAtomic(at('d/sub/2'), 'two')
  files.setMode(at('d/1'), 0o755)
  files.symlink('1', at('d/link'))
  files.makeDirectory(at('other'))
  moveTree(files, at('d'), at('other/d'), at('other'))
  expect(files.lstat(at('d'))).toBeUndefined()
  expect(files.readText(at('other/d/sub/2'))).toBe('two')
  expect(files.lstat(at('other/d/1'))?.mode).toBe(0o755)
  expect(files.readLink(at('other/d/link'))).toBe('1')
  expect(files.list(at('other'))?.map(({ name }) => name)).toEqual(['d'])
})

it('leaves everything where it is when the copy fails', () => {
  const files = twoDevices()
  files.writeAtomic(at('d/1'), 'one')
  files.makeDirectory(at('other'))
  const full = {
    ...files,
    copyFile: () => {
      throw new Error('no space')
    },
  }
  expect(() => moveTree(full, at('d'), at('other/d'), at('other'))).toThrow('no space')
  expect(files.readText(at('d/1'))).toBe('one')
  expect(files.lstat(at('other/d'))).toBeUndefined()
})
