import { describe, expect, it } from 'vitest'
import { absolutePath, type RepoPath } from '../foundation/base/index.ts'
import { parseDvcFile } from './dvc-file.ts'
import { movedDvcFile } from './moved-dvc-file.ts'

const out = (path: string) =>
  `outs:\n- md5: 9a8ad92c50cae39aa2c5604fd0ab6d8c\n  size: 2\n  hash: md5\n  path: ${path}\n`

function moved(text: string, from: string, to: { file: string; text: string; to: string }): string {
  const before = parseDvcFile(text, from as RepoPath)
  return movedDvcFile(absolutePath('/project'), before, { ...to, file: to.file as RepoPath, to: to.to as RepoPath })
}

describe('a .dvc file whose data moves', () => {
  it.each([
    ['beside it', 'f.dvc', { file: 'g.dvc', text: 'f', to: 'g' }, out('f'), out('g')],
    ['into a folder', 'f.dvc', { file: 'a/b/f.dvc', text: 'f', to: 'a/b/f' }, out('f'), out('f')],
    [
      'away from a file with another name',
      'other.dvc',
      { file: 'other.dvc', text: 'f', to: 'a/g' },
      out('f'),
      out('a/g'),
    ],
    ['from a folder of its own', 'x/f.dvc', { file: 'g.dvc', text: 'f', to: 'g' }, `wdir: ../y\n${out('f')}`, out('g')],
    ['with a comment', 'f.dvc', { file: 'g.dvc', text: 'f', to: 'g' }, `# mine\n${out('f')}`, `# mine\n${out('g')}`],
  ])('%s', (_, from, to, before, after) => {
    expect(moved(before, from, to)).toBe(after)
  })

  it('still finds where it was imported from, and has the checksum of what it says', () => {
    const before = `md5: old\nfrozen: true\ndeps:\n- md5: 9a8ad92c50cae39aa2c5604fd0ab6d8c\n  size: 2\n  hash: md5\n  path: f\n${out('u2')}`
    expect(moved(before, 'u2.dvc', { file: 'q/u2.dvc', text: 'u2', to: 'q/u2' })).toBe(
      `md5: 545f752637237405f5ac4fb82abd2e08\nfrozen: true\ndeps:\n- md5: 9a8ad92c50cae39aa2c5604fd0ab6d8c\n  size: 2\n  hash: md5\n  path: ../f\n${out('u2')}`,
    )
  })
})
