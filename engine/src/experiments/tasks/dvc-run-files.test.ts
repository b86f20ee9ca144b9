import { expect, it } from 'vitest'
import { absolutePath } from '../../foundation/base/index.ts'
import { memoryFileSystem } from '../../foundation/system/index.ts'
import { readRunFiles, renderProcess, renderRun, runStatus } from './dvc-run-files.ts'

const run = {
  baseline: 'b',
  location: 'workspace',
  rootDirectory: '/p',
  dvcDirectory: '.dvc',
  name: 'n',
  resultHash: undefined,
  resultRef: undefined,
  status: runStatus.running,
}
const process = { pid: 1, log: undefined, returnCode: 0 }

it('the files of a run are written as DVC writes them', () => {
  expect(renderRun({ ...run, workingDirectory: '.', isForced: false })).toBe(
    '{"git_url": "file:///p", "baseline_rev": "b", "location": "workspace", "root_dir": "/p", "dvc_dir": ".dvc", ' +
      '"name": "n", "wdir": ".", "result_hash": null, "result_ref": null, "result_force": false, "status": 2}',
  )
  expect(renderProcess(process)).toBe('{"pid": 1, "stdin": null, "stdout": null, "stderr": null, "returncode": 0}')
})

it('the files of a run are read as they were written', () => {
  const files = memoryFileSystem({
    '/r/x/x.run': renderRun({ ...run, workingDirectory: '.', isForced: true }),
    '/r/x/x.json': renderProcess(process),
  })
  expect(readRunFiles(files, absolutePath('/r'), 'x')).toEqual({ run, process })
})
