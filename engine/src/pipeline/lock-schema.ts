import type { RepoPath } from '../foundation/base/index.ts'
import type { ValueMap } from '../foundation/formats/index.ts'
import {
  anyList,
  anyMapping,
  anyOf,
  anything,
  exactly,
  flag,
  listOf,
  mapping,
  mappingOf,
  nothing,
  readShaped,
  type Shape,
  text,
  whole,
} from '../foundation/schema/index.ts'

/** Empty, or text of at least three characters; an int is taken for the digits it shows. */
const checksum: Shape = anyOf(nothing, (value) => {
  const digits = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value
  const mistakes = text(digits)
  if (mistakes.length > 0 || digits === '') return mistakes
  return String(digits).length < 3 ? [{ reason: 'length of value must be at least 3', at: [] }] : []
})

const content = { md5: checksum, checksum, etag: checksum, size: whole, nfiles: whole, isexec: flag, version_id: text }
const cloud = mappingOf(mapping(content))

const lockedFile = mapping(
  {
    ...content,
    path: text,
    cloud,
    files: listOf(mapping({ ...content, relpath: text, cloud }, ['relpath'])),
    hash: text,
    dataset: anyMapping,
  },
  ['path'],
)

/** An entry of the lock file, and all of a file in the run cache. */
export const lockEntryShape = mapping(
  {
    cmd: anyOf(text, anyList),
    deps: listOf(lockedFile),
    params: mappingOf(mappingOf(anything)),
    outs: listOf(lockedFile),
  },
  ['cmd'],
)

const lockShape = mapping(
  { schema: exactly('2.0', 'invalid schema version'), datasets: anything, stages: mappingOf(lockEntryShape) },
  ['schema'],
)

/** The checked content of a `dvc.lock`, empty for an empty file. Throws a `Failure` that lists all mistakes. */
export function checkLockFile(source: string, file: RepoPath): ValueMap {
  return readShaped(source, file, { shape: lockShape, code: 'file-format', hint: `Correct "${file}".` })
}
