import * as path from 'node:path'
import {
  type AbsolutePath,
  absolutePath,
  joinRepo,
  parentOf,
  type RepoPath,
  toPosix,
} from '../foundation/base/index.ts'
import { editYaml, type Value, type ValueMap } from '../foundation/formats/index.ts'
import type { DvcFile } from './dvc-file.ts'
import { importChecksum } from './imports/checksum.ts'

export interface MovedOutput {
  /** The `.dvc` file from now on; it may stay the one it was. */
  readonly file: RepoPath
  /** The output as the file has written it so far. */
  readonly text: string
  readonly to: RepoPath
}

/** The text of a `.dvc` file after one of its outputs was moved, and perhaps it along with it. Comments stay. */
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
  return editYaml(before.text, value, before.file)
}

/** With another path, if it has one that is relative. */
function withPath(entry: ValueMap, change: (path: string) => Value): ValueMap {
  const old = entry.get('path')
  if (typeof old !== 'string' || entry.has('repo') || /^\w+:\/\//.test(old) || path.isAbsolute(old)) return entry
  return new Map(entry).set('path', change(old))
}
