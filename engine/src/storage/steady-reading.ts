import { Failure } from '../foundation/base/index.ts'
import { totalsOf } from './files-to-read.ts'
import type { Reading } from './hash-memo.ts'
import { Progress } from './progress.ts'
import { hashOnly, readFiles } from './read-files.ts'

/** Only hashes, for hashes that are going to be recorded: failure 'conflict' for a file that is written meanwhile. */
export const steadyReading: Reading = {
  isSettled: () => true,
  read: (files, call) => {
    const sink = { ...hashOnly, refuseUnsteady: (file: number) => refuseUnsteady(files.paths.at(file)!) }
    return readFiles(files, sink, new Progress(call, 'hash', totalsOf(files)))
  },
}

export function refuseUnsteady(file: string): never {
  throw new Failure('conflict', `'${file}' was changed while it was being read.`, {
    hint: 'Run the command again when nobody writes the file.',
  })
}
