import { createHash } from 'node:crypto'
import { compareCodePoints } from '../../foundation/base/index.ts'
import { renderJson, type Scalar, type Value, type ValueMap } from '../../foundation/formats/index.ts'
import type { RemoteFile } from '../../storage/index.ts'

/** As lists of files are written: by code points. */
export function sortedByKey(files: readonly RemoteFile[]): RemoteFile[] {
  return files.toSorted((a, b) => compareCodePoints(a.key, b.key))
}

/** A directory is the MD5 of the list of its files. */
export function stateOfFiles(files: readonly RemoteFile[]) {
  const list = sortedByKey(files).map(
    ({ key, etag = '' }): ValueMap => new Map<Scalar, Value>([['etag', etag]]).set('relpath', key),
  )
  const md5 = createHash('md5').update(renderJson(list)).digest('hex')
  return {
    name: 'md5' as const,
    value: `${md5}.dir`,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    files: files.length,
  }
}
