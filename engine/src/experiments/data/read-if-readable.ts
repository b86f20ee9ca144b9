import type { AbsolutePath } from '../../foundation/base/index.ts'
import { type FileSystem, orNothing } from '../../foundation/system/index.ts'

/** What stands in a file that only saves time: nothing if it is not there, or cannot be read. */
export function readIfReadable(files: Pick<FileSystem, 'readBytes'>, place: AbsolutePath): Buffer {
  const bytes = orNothing(() => files.readBytes(place))
  return bytes ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) : Buffer.alloc(0)
}
