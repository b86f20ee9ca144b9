import { describe, expect, it } from 'vitest'
import type { RepoPath } from '../../foundation/base/index.ts'
import { parseDvcFile } from '../dvc-file.ts'
import { importChecksum, isChecksumChanged } from './checksum.ts'
import { repositoryDependency } from './import-file.ts'
import { originOf } from './origin.ts'

const written = `md5: fa2a7afed76ef1c9765c1d77aea742b7
frozen: true
deps:
- path: f
  repo:
    url: ../src
    rev_lock: 4508d973bfdb19fe2105618fc72322eabf37c979
outs:
- md5: 9a8ad92c50cae39aa2c5604fd0ab6d8c
  size: 2
  hash: md5
  path: f
`
const valueOf = (text: string) => parseDvcFile(text, 'f.dvc' as RepoPath).value

describe('the checksum of an import', () => {
  it.each([
    ['as DVC has written it', (text: string) => text],
    ['with another description', (text: string) => `desc: mine\nmeta: {a: 1}\n${text}`],
    ['with another size', (text: string) => text.replace('size: 2', 'size: 3')],
    ['not frozen', (text: string) => text.replace('frozen: true\n', '')],
  ])('is right for a file %s', (_, edit) => {
    expect(isChecksumChanged(valueOf(edit(written)))).toBe(false)
  })

  it.each([
    ['path', (text: string) => text.replace('path: f', 'path: other')],
    ['commit', (text: string) => text.replace('4508', 'beef')],
    ['checksum itself', (text: string) => text.replace(/^md5: .*\n/, '')],
  ])('is wrong when somebody has changed the %s', (_, edit) => {
    expect(isChecksumChanged(valueOf(edit(written)))).toBe(true)
  })

  it('is none of a file that is no import, so that one there is an edit', () => {
    const added = 'outs:\n- md5: c6566f64461986ffe46c913e76644b70\n  hash: md5\n  path: rd\n'
    expect(isChecksumChanged(valueOf(added))).toBe(false)
    expect(isChecksumChanged(valueOf(`md5: ${importChecksum(valueOf(added))}\n${added}`))).toBe(true)
  })
})

describe('the origin of an import', () => {
  it('reads back what is written of a repository', () => {
    const words = { url: '../src', revision: 'v1', commit: 'aec3', remote: 'far' }
    expect(originOf(repositoryDependency('a b', words))).toEqual({ kind: 'repository', path: 'a b', ...words })
  })

  it('knows paths, repositories and databases apart', () => {
    const kinds = ['- path: ../x\n', '- path: x\n  repo: {url: y}\n', '- db: {connection: c}\n'].map(
      (entry) => parseDvcFile(`deps:\n${entry}outs: []\n`, 'x.dvc' as RepoPath).origin?.kind,
    )
    expect(kinds).toEqual(['url', 'repository', 'database'])
  })
})
