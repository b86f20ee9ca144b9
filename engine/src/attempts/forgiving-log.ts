import type { AbsolutePath } from '../foundation/base/index.ts'
import type { LogFile } from '../foundation/system/index.ts'

/** A log that takes nothing more when its disk is full, or cannot be written at all: what it tells of goes on. */
export function forgivingLog(open: (file: AbsolutePath) => LogFile, file: AbsolutePath): LogFile {
  let log = forgiven(() => open(file))
  const close = () => {
    forgiven(() => log?.close())
    log = undefined
  }
  return {
    append(content) {
      const isWritten = forgiven(() => {
        log?.append(content)
        return true
      })
      if (!isWritten) close()
    },
    close,
  }
}

function forgiven<Result>(work: () => Result): Result | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
