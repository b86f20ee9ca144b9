import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterAll } from 'vitest'
import { type AbsolutePath, absolutePath } from '../base/index.ts'
import { describeFileSystem } from './file-system-contract.ts'
import { memoryFileSystem } from './memory-file-system.ts'
import { realFileSystem } from './real-file-system.ts'

const made: string[] = []

afterAll(() => {
  for (const directory of made) fs.rmSync(directory, { recursive: true, force: true })
})

describeFileSystem('the files of this machine', () => ({ files: realFileSystem, root: temporaryDirectory() }))

describeFileSystem('files in memory', () => {
  const files = memoryFileSystem({ '/project/.keep': '' })
  files.remove(absolutePath('/project/.keep'))
  return { files, root: absolutePath('/project') }
})

function temporaryDirectory(): AbsolutePath {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'files-'))
  made.push(directory)
  return absolutePath(directory)
}
