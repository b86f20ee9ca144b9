import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AbsolutePath, absolutePath, type RepoPath } from '../foundation/base/index.ts'
import { realFileSystem } from '../foundation/system/index.ts'
import { refuseOutside } from './refuse-outside.ts'

let base: AbsolutePath
let root: AbsolutePath
beforeEach(() => {
  base = absolutePath(fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'outside-'))))
  root = absolutePath(base, 'project')
  fs.mkdirSync(path.join(root, 'folder'), { recursive: true })
  fs.symlinkSync(base, path.join(root, 'out'))
  fs.symlinkSync('folder', path.join(root, 'in'))
})
afterEach(() => fs.rmSync(base, { recursive: true }))

const refuse = (output: string) => () => refuseOutside({ root, files: realFileSystem }, output as RepoPath)

describe('what a repository says to write', () => {
  it.each([
    '../x',
    '.',
    'a/../../x',
    '/etc/x',
    '.git/config',
    '.GIT/hooks/x',
    'sub/.git/config',
    '.dvc/config',
    'out/x',
    'out/new/x',
  ])('is refused at %j', (output) => {
    expect(refuse(output)).toThrow(expect.objectContaining({ code: 'outside-project' }))
  })

  it.each(['x', 'folder/x', 'new/deep/x', 'in/x', 'out', '..x', '.gitignore', 'a.dvc/x'])('is fine at %j', (output) => {
    expect(refuse(output)).not.toThrow()
  })
})
