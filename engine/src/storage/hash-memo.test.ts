import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { absolutePath } from '../foundation/base/index.ts'
import { describeHashMemo } from './hash-memo-contract.ts'
import { memoryMemo, statIndex } from './stat-index.ts'

describeHashMemo('kept in files', () => statIndex(absolutePath(fs.mkdtempSync(path.join(os.tmpdir(), 'index-')))))
describeHashMemo('for one process', () => memoryMemo())
