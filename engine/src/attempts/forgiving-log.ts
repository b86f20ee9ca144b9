import type { AbsolutePath } from '../foundation/base/index.ts'
import type { LogFile } from '../foundation/system/index.ts'

/** A log that takes nothing more when its disk is full, or cannot be written at all: what it tells of goes on. */
export function forgivingLog(open: (file: AbsolutePath) => LogFile, file: AbsolutePath): LogFile {
  let log: LogFile | undefined
  const forgiving = (work: () => void) => {
    try {
      work()
    } catch {
      log = undefined
    }
  }
  forgiving(() => {
    log = open(file)
  })
  return {
    append: (content) => forgiving(() => log?.append(content)),
    close: () => forgiving(() => log?.close()),
  }
}
