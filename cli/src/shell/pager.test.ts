import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { expect, it } from 'vitest'
import { showInPager } from './pager.ts'

it('a pager of the person gets the text', () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'pager '))
  const file = path.join(directory, 'seen')
  expect(showInPager('one\ntwo\n', `cat > '${file}'`)).toBe(true)
  expect(fs.readFileSync(file, 'utf8')).toBe('one\ntwo\n')
  fs.rmSync(directory, { recursive: true })
})

it('a pager that is not there is told', () => {
  expect(showInPager('one\n', 'no-such-pager 2>/dev/null')).toBe(false)
})
