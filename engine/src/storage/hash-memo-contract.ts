import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { describe, expect, it } from 'vitest'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import type { HashMemo } from './hash-memo.ts'

/** What every memo of hashes has to do. */
export function describeHashMemo(name: string, make: () => HashMemo): void {
  const place = (files: Readonly<Record<string, string>>): AbsolutePath => {
    const folder = absolutePath(fs.mkdtempSync(path.join(os.tmpdir(), 'memo-')))
    for (const [file, content] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
      fs.writeFileSync(path.join(folder, file), content)
    }
    return folder
  }

  describe(`a memo of hashes: ${name}`, () => {
    it('tells the hash of a file, and that nothing is there', async () => {
      const folder = place({ a: 'hello\n' })
      expect(await make().observe(absolutePath(folder, 'a'))).toMatchObject({
        kind: 'file',
        hash: 'b1946ac92492d2347c6235b4d2611184',
        bytes: 6,
        isExecutable: false,
      })
      expect(await make().observe(absolutePath(folder, 'b'))).toEqual({ kind: 'missing' })
    })

    it('tells the hash of a directory as DVC does', async () => {
      const seen = await make().observe(place({ '1': '1\n', 'sub/2': '2\n' }))
      expect(seen).toMatchObject({ kind: 'directory', bytes: 4, files: 2 })
      expect(seen.kind === 'directory' && seen.manifest().relpaths).toEqual(['1', 'sub/2'])
    })

    it('records an empty directory as one without files', async () => {
      expect(await make().observe(place({}))).toMatchObject({ hash: 'd751713988987e9331980363e24189ce.dir', files: 0 })
    })

    it.each([
      ['a file that changes', (folder: string) => fs.writeFileSync(path.join(folder, 'a'), 'X')],
      ['a change that keeps size and time', (folder: string) => rewriteInPlace(path.join(folder, 'a'))],
      ['a new file', (folder: string) => fs.writeFileSync(path.join(folder, 'new'), '')],
      ['a file that goes', (folder: string) => fs.rmSync(path.join(folder, 'a'))],
      ['a file that moves', (folder: string) => fs.renameSync(path.join(folder, 'a'), path.join(folder, 'z'))],
      ['a deep change', (folder: string) => fs.writeFileSync(path.join(folder, 'sub/b'), 'X')],
    ])('notices %s', async (_, change) => {
      const folder = place({ a: 'a', 'sub/b': 'b' })
      const memo = make()
      const before = await memo.observe(folder)
      memo.save()
      change(folder)
      expect(await memo.observe(folder)).not.toMatchObject({ hash: before.kind === 'missing' ? '' : before.hash })
    })

    it('leaves out what is ignored, anew when the rules change', async () => {
      const folder = place({ a: 'a', 'x.tmp': 'x' })
      const memo = make()
      expect(await memo.observe(folder)).toMatchObject({ files: 2 })
      const ignored = (file: string) => file.endsWith('.tmp')
      expect(await memo.observe(folder, { ignored, ignoreKey: '*.tmp' })).toMatchObject({ files: 1 })
    })

    it('refuses rules inside of data', async () => {
      await expect(make().observe(place({ '.dvcignore': 'x' }))).rejects.toMatchObject({ code: 'ignore-file-inside' })
    })
  })
}

function rewriteInPlace(file: string): void {
  const { atime, mtime } = fs.statSync(file)
  fs.writeFileSync(file, 'b')
  fs.utimesSync(file, atime, mtime)
}
