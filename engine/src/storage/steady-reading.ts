import { totalsOf } from './files-to-read.ts'
import type { Reading } from './hash-memo.ts'
import { Progress } from './progress.ts'
import { hashOnly, readFiles } from './read-files.ts'
import { refuseUnsteady } from './refuse-unsteady.ts'

/** Only hashes, for hashes that are going to be recorded: failure 'conflict' for a file that is written meanwhile. */
export const steadyReading: Reading = {
  isSettled: () => true,
  read: (files, call) => {
    const sink = { ...hashOnly, refuseUnsteady: (file: number) => refuseUnsteady(files.paths.at(file)!) }
    return readFiles(files, sink, new Progress(call, 'hash', totalsOf(files)))
  },
}
