import * as path from 'node:path'
import {
  type AbsolutePath,
  absolutePath,
  joinRepo,
  parentOf,
  type RepoPath,
  toPosix,
} from '../foundation/base/index.ts'
import { editYaml, renderYaml, type Value, type ValueMap } from '../foundation/formats/index.ts'
import type { DvcFile } from './dvc-file.ts'
import { importChecksum } from './imports/checksum.ts'

export interface MovedOutput {
  /** The `.dvc` file from now on; it may stay the one it was. */
  readonly file: RepoPath
  /** The output as the file has written it so far. */
  readonly text: string
  readonly to: RepoPath
}

/**
 * The text of a `.dvc` file after one of its outputs was moved, and perhaps it along with it. A file of another name is
 * written anew, as DVC does it; but where it has comments they stay, and so does everything else.
 */
export function movedDvcFile(root: AbsolutePath, before: DvcFile, { file, text, to }: MovedOutput): string {
  const value: ValueMap = new Map(before.value)
  value.delete('locked')
  const wdir = value.get('wdir')
  const oldDirectory = joinRepo(parentOf(before.file), typeof wdir === 'string' ? wdir : '.')
  const isSameFile = file === before.file
  const newDirectory = isSameFile ? oldDirectory : parentOf(file)
  if (!isSameFile) value.delete('wdir')
  const from = (place: string) => toPosix(path.relative(absolutePath(root, newDirectory), absolutePath(root, place)))
  const rebased = (entry: ValueMap) => withPath(entry, (old) => from(joinRepo(oldDirectory, old)))
  const outs = (value.get('outs') ?? []) as ValueMap[]
  value.set(
    'outs',
    outs.map((entry) => (entry.get('path') === text ? withPath(entry, () => from(to)) : rebased(entry))),
  )
  const deps = value.get('deps') as ValueMap[] | undefined
  if (deps) value.set('deps', deps.map(rebased))
  if (before.kind === 'import') value.set('md5', importChecksum(value))
  return isSameFile || before.text.includes('#')
    ? editYaml(before.text, value, before.file)
    : renderYaml(inOrder(value))
}

const fileKeys = ['desc', 'md5', 'cmd', 'wdir', 'frozen', 'deps', 'outs', 'always_changed', 'meta']
const contentKeys = ['md5', 'size', 'nfiles', 'isexec', 'etag', 'checksum', 'version_id', 'cloud', 'hash', 'path']
const outputKeys = ['desc', 'type', 'labels', 'meta', 'cache', 'metric', 'plot', 'persist', 'remote', 'push']
const entryKeys = [...contentKeys, ...outputKeys, 'files']

/** In the order in which DVC writes a new file; what it does not know comes last. */
function inOrder(value: ValueMap): ValueMap {
  const sorted = sortedKeys(value, fileKeys)
  for (const key of ['deps', 'outs'] as const) {
    const entries = sorted.get(key) as ValueMap[] | undefined
    if (entries)
      sorted.set(
        key,
        entries.map((entry) => sortedKeys(entry, entryKeys)),
      )
  }
  return sorted
}

function sortedKeys(value: ValueMap, order: readonly string[]): ValueMap {
  const rank = (key: unknown) => (order.includes(String(key)) ? order.indexOf(String(key)) : order.length)
  return new Map([...value].sort(([a], [b]) => rank(a) - rank(b)))
}

/** With another path, if it has one that is relative. */
function withPath(entry: ValueMap, change: (path: string) => Value): ValueMap {
  const old = entry.get('path')
  if (typeof old !== 'string' || entry.has('repo') || /^\w+:\/\//.test(old) || path.isAbsolute(old)) return entry
  return new Map(entry).set('path', change(old))
}
