import type { RepoPath } from '../foundation/base/index.ts'
import type { ValueMap } from '../foundation/formats/index.ts'
import {
  anyOf,
  anything,
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

const dictionary = mappingOf(anything)
const list = anyOf(listOf(anything), nothing)

const content = {
  path: text,
  md5: text,
  etag: text,
  checksum: text,
  version_id: text,
  size: whole,
  nfiles: whole,
  isexec: flag,
  hash: text,
  cloud: dictionary,
  files: list,
  fs_config: dictionary,
}

const output = mapping(
  {
    ...content,
    desc: text,
    type: text,
    labels: list,
    meta: anything,
    cache: flag,
    persist: flag,
    push: flag,
    remote: text,
    metric: anything,
    plot: anything,
  },
  ['path'],
)

const dependencyFields = { ...content, repo: dictionary, db: dictionary }
const fileDependency = mapping(dependencyFields, ['path'])
const databaseDependency = mapping(dependencyFields)

const dependency: Shape = (value) =>
  value instanceof Map && value.has('db') ? databaseDependency(value) : fileDependency(value)

const dvcFile = mapping({
  desc: text,
  md5: text,
  wdir: text,
  frozen: flag,
  locked: flag,
  deps: anyOf(listOf(dependency), nothing),
  outs: anyOf(listOf(output), nothing),
  always_changed: flag,
  meta: anything,
})

/** The checked content of a `.dvc` file, empty for an empty file. Throws a `Failure` that lists all mistakes. */
export function checkDvcFile(source: string, file: RepoPath): ValueMap {
  return readShaped(source, file, { shape: dvcFile, code: 'file-format' })
}
