import { expect, it } from 'vitest'
import { absolutePath } from '../base/index.ts'
import { memoryFileSystem } from '../system/index.ts'
import { workTrees } from './work-trees.ts'

it('all work trees of a clone are found that are there', () => {
  const files = memoryFileSystem({
    '/p/.git/HEAD': 'ref: refs/heads/main\n',
    '/p/.git/worktrees/one/gitdir': '/trees/one/.git\n',
    '/p/.git/worktrees/two/gitdir': '../../../../trees/two/.git\n',
    '/p/.git/worktrees/gone/gitdir': '/trees/gone/.git\n',
    '/p/.git/worktrees/broken/HEAD': '',
    '/trees/one/.git': 'gitdir: /p/.git/worktrees/one\n',
    '/trees/two/.git': 'gitdir: /p/.git/worktrees/two\n',
  })
  const found = workTrees(files, { commonDirectory: absolutePath('/p/.git') })
  expect(found.toSorted()).toEqual(['/p', '/trees/one', '/trees/two'])
  expect(workTrees(files, { commonDirectory: absolutePath('/bare.git') })).toEqual([])
})
