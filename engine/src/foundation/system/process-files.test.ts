import { expect, it } from 'vitest'
import { absolutePath } from '../base/index.ts'
import { memoryFileSystem } from './memory-file-system.ts'
import { leftByOthers, ofProcess } from './process-files.ts'

const noProcess = 2 ** 30
const place = (name: string) => absolutePath('/d', name)

it('finds what a process of this machine has left, and its locks, and nothing that somebody uses or that is not meant', () => {
  const files = memoryFileSystem()
  const left = [ofProcess('index', noProcess), `${ofProcess('index', noProcess)}.lock`]
  const others = [
    ofProcess('index', process.pid),
    ofProcess('tree', noProcess),
    `index-elsewhere-${noProcess}`,
    'index',
  ]
  for (const name of [...left, ...others]) files.writeAtomic(place(name), '')
  expect(leftByOthers(files, absolutePath('/d'), 'index').sort()).toEqual(left.map(place))
  expect(leftByOthers(files, absolutePath('/nowhere'), 'index')).toEqual([])
})
