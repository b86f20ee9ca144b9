import type { AbsolutePath } from '../base/index.ts'
import type { LogFile } from './log-file.ts'
import { orNothing } from './or-nothing.ts'

export interface ForgivingLog extends LogFile {
  /** Something could not be written. */
  readonly isCut: boolean
}

/** A log that takes nothing more when its disk is full, or cannot be written at all: what it tells of goes on. */
export function forgivingLog(open: (file: AbsolutePath) => LogFile, file: AbsolutePath): ForgivingLog {
  let log = orNothing(() => open(file))
  let isCut = log === undefined
  const close = () => {
    orNothing(() => log?.close())
    log = undefined
  }
  return {
    get isCut() {
      return isCut
    },
    append(content) {
      const isWritten = orNothing(() => {
        log?.append(content)
        return true
      })
      if (isWritten) return
      isCut = true
      close()
    },
    close,
  }
}
