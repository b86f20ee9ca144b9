import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterAll } from 'vitest'
import { describeRemoteFiles } from '../remote-files-contract.ts'
import { folderFiles } from './folder-files.ts'

const base = fs.mkdtempSync(path.join(os.tmpdir(), 'folder-files-'))
let places = 0
afterAll(() => fs.rmSync(base, { recursive: true, force: true }))

describeRemoteFiles('a folder', () => folderFiles(path.join(base, String(places++))), { refusesWrongMd5: false })
