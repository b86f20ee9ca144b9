import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { absolutePath } from '../foundation/base/index.ts'
import { seenOnce } from './seen-once.ts'
import { memoryMemo } from './stat-index.ts'

const folder = absolutePath(fs.mkdtempSync(path.join(os.tmpdir(), 'seen-')))
afterEach(() => fs.rmSync(folder, { recursive: true }))

it('looks at each path once', async () => {
  const file = absolutePath(folder, 'a/b')
  fs.mkdirSync(path.dirname(file))
  fs.writeFileSync(file, '1')
  const memo = seenOnce(memoryMemo())
  const directory = absolutePath(folder, 'a')
  const before = [await memo.observe(file), await memo.observe(directory)]
  fs.writeFileSync(file, '22')
  expect([await memo.observe(file), await memo.observe(directory)]).toEqual(before)
  expect(await memoryMemo().observe(file)).not.toEqual(before[0])
})
