import { createHash } from 'node:crypto'
import { type AbsolutePath, absolutePath } from '../../foundation/base/index.ts'
import { type FileSystem, orNothing } from '../../foundation/system/index.ts'
import type { LeftOut, LeftOutFile } from '../run-record.ts'

const mostFiles = 100
const largestHashed = 1 << 20
const mostHashed = 8 << 20

/** Of a short secret the hash may be enough to guess it. */
const secretFile =
  /(?:^|\/)(?:\.env(?:\..*)?|\.netrc|\.pgpass|id_[a-z0-9]+)$|\.(?:pem|key|p12|pfx|jks|keystore)$|secret|credential|password|passwd|token/i

/** Files that are not in the commit, with size and hash up to a limit and counted beyond it. Their contents are not kept. */
export function leftOutFiles(files: FileSystem, root: AbsolutePath, paths: readonly string[]): LeftOut {
  let left = mostHashed
  const found = paths.slice(0, mostFiles).flatMap((path): LeftOutFile[] => {
    const stat = files.lstat(absolutePath(root, path))
    if (!stat) return []
    const isHashed = stat.kind === 'file' && stat.bytes <= Math.min(largestHashed, left) && !secretFile.test(path)
    if (isHashed) left -= stat.bytes
    const md5 = isHashed ? orNothing(() => hashOf(files.readBytes(absolutePath(root, path)))) : undefined
    return [{ path, bytes: stat.bytes, ...(md5 !== undefined && { md5 }) }]
  })
  return { files: found, ...(paths.length > mostFiles && { more: paths.length - mostFiles }) }
}

function hashOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes && createHash('md5').update(bytes).digest('hex')
}
