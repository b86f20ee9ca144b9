import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { StoreDirectories } from './store-directories.ts'

let root: string
beforeEach(() => {
  root = fs.mkdtempSync(path.join(tmpdir(), 'directories-'))
})
afterEach(() => fs.rmSync(root, { recursive: true, force: true }))

it('a directory that another process makes in the same moment is no failure', () => {
  const file = path.join(root, 'ab/object')
  let tries = 0
  new StoreDirectories({ isShared: false }).within(file, () => {
    try {
      fs.writeFileSync(file, 'x')
    } finally {
      if (tries++ === 0) fs.mkdirSync(path.dirname(file))
    }
  })
  expect(fs.readFileSync(file, 'utf8')).toBe('x')
})

it('what fails for another reason fails', () => {
  const directories = new StoreDirectories({ isShared: false })
  expect(() => directories.within(path.join(root, 'ab/object'), () => fs.readFileSync(path.join(root, 'no')))).toThrow(
    'ENOENT',
  )
})
