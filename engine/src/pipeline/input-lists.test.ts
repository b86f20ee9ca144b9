import { describe, expect, it } from 'vitest'
import { absolutePath } from '../foundation/base/index.ts'
import { memoryFileSystem } from '../foundation/system/index.ts'
import type { ObservedDirectory } from '../storage/index.ts'
import { InputLists } from './input-lists.ts'

const state = absolutePath('/state')

function directory(hash: string, list: Uint8Array): ObservedDirectory {
  const unused = () => {
    throw new Error('nobody needs it')
  }
  return { kind: 'directory', hash, bytes: 0, files: 0, manifest: unused, rendered: () => [list] }
}

describe('lists of what stages have read', () => {
  it('are kept of what is recorded, for the next process', () => {
    const files = memoryFileSystem()
    const lists = new InputLists(files, state)
    lists.note(directory('a.dir', Buffer.from('[a]')))
    lists.note(directory('b.dir', Buffer.from('[b]')))
    lists.keep(['a.dir', 'file', 'never.dir'])
    const later = new InputLists(files, state)
    expect(['a.dir', 'b.dir', 'never.dir'].map((hash) => later.read(hash)?.toString())).toEqual([
      '[a]',
      undefined,
      undefined,
    ])
  })

  it('take no more than 64 MiB: the oldest make room', () => {
    const files = memoryFileSystem()
    const lists = new InputLists(files, state)
    for (const name of ['1', '2', '3', '4']) {
      lists.note(directory(`${name}.dir`, Buffer.alloc(20 * 1024 * 1024)))
      lists.keep([`${name}.dir`])
    }
    expect(['1', '2', '3', '4'].filter((name) => lists.read(`${name}.dir`))).toEqual(['2', '3', '4'])
  })
})
