import { describe, expect, it } from 'vitest'
import type { AbsolutePath } from '../../foundation/base/index.ts'
import type { QueueContext } from './queue-context.ts'
import { taskTree } from './task-tree.ts'

const root = '/project' as AbsolutePath

function treeWhoseRemovalFails(error: Error) {
  const files = {
    remove() {
      throw error
    },
  }
  const context = { files, git: { root }, root, treesDirectory: '/project/.git/trees' }
  return taskTree(context as unknown as QueueContext, { stash: 'a'.repeat(40), id: '1' })
}

describe('the work tree of a task that is over', () => {
  const notEmpty = Object.assign(new Error('directory not empty'), { code: 'ENOTEMPTY' })

  it('stays when something still writes into it, and the task is what it was', () => {
    expect(() => treeWhoseRemovalFails(notEmpty).leave()).not.toThrow()
  })

  it('is not taken for gone where one is to be made anew', () => {
    expect(() => treeWhoseRemovalFails(notEmpty).remove()).toThrow(notEmpty)
  })

  it('does not hide a fault of ours', () => {
    const fault = new TypeError('files is not a function')
    expect(() => treeWhoseRemovalFails(fault).leave()).toThrow(fault)
  })
})

describe('the work trees of two tasks', () => {
  const context = { files: {}, git: { root }, root, treesDirectory: '/project/.git/trees' } as unknown as QueueContext
  const place = (id: string) => taskTree(context, { stash: 'a'.repeat(40), id }).root

  it('are two, also if both begin with the same commit', () => {
    expect(place('5a3e1f0c-77aa-4b1e')).not.toBe(place('6a3e1f0c-77aa-4b1e'))
  })

  it('lie where all do, whatever a task is called', () => {
    expect(place('../../../etc')).toBe(`/project/.dvc/tmp/exps/tmp${'a'.repeat(12)}etc`)
  })
})
