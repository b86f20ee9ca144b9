import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { describe, expect, it } from 'vitest'
import { diffFilesWords, parseDiffFiles } from './diff-files.ts'

describe('files that differ between two trees', () => {
  it('are told with their kinds, places and lines, whatever they are called', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sterna-'))
    const git = (...words: string[]) =>
      execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...words], {
        cwd: folder,
        encoding: 'utf8',
      })
    const write = (name: string, text: string | Buffer) => fs.writeFileSync(path.join(folder, name), text)
    git('init', '--quiet')
    write('changed\tname', 'a\nb\n')
    write('gone', 'x\n')
    write('old', 'one\ntwo\nthree\nfour\n')
    write('image', Buffer.from([0, 1, 2]))
    git('add', '-A')
    git('commit', '--quiet', '-m', 'first')
    write('changed\tname', 'a\nc\nd\n')
    fs.rmSync(path.join(folder, 'gone'))
    fs.renameSync(path.join(folder, 'old'), path.join(folder, 'ñew'))
    write('image', Buffer.from([0, 1, 3]))
    write('new', 'n\n')
    git('add', '-A')
    expect(parseDiffFiles(git(...diffFilesWords, 'HEAD'))).toEqual([
      { kind: 'modified', path: 'changed\tname', lines: { added: 2, deleted: 1 } },
      { kind: 'deleted', path: 'gone', lines: { added: 0, deleted: 1 } },
      { kind: 'modified', path: 'image', lines: undefined },
      { kind: 'added', path: 'new', lines: { added: 1, deleted: 0 } },
      { kind: 'renamed', path: 'ñew', oldPath: 'old', lines: { added: 0, deleted: 0 } },
    ])
    expect(parseDiffFiles('')).toEqual([])
    fs.rmSync(folder, { recursive: true })
  })
})
