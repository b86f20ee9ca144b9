import * as fs from 'node:fs'
import { Failure } from '../foundation/base/index.ts'
import type { ObserveOptions } from './hash-memo.ts'
import { orderOf } from './table-order.ts'

export interface ListedFile {
  readonly name: string
  readonly stats: fs.Stats
  readonly isSymlink: boolean
}

export interface TreeListing {
  readonly files: readonly ListedFile[]
  readonly directories: readonly string[]
  /** Something was passed over that can become a file without the directory noticing: a link to a directory. */
  readonly isUnstable: boolean
}

const neverTracked = new Set(['.git', '.hg', '.dvc'])
const replacementCharacter = '�'

/** The tracked files, in the order of a manifest, and the directories in a directory, by the rules of DVC. Failures as at `HashMemo`. */
export function listTree(root: string, relative: string, { ignored }: ObserveOptions): TreeListing {
  const path = relative === '' ? root : `${root}/${relative}`
  const files: ListedFile[] = []
  const directories: string[] = []
  let isUnstable = false
  for (const entry of fs.readdirSync(path, { withFileTypes: true })) {
    refuseUndecodable(path, entry.name)
    const below = relative === '' ? entry.name : `${relative}/${entry.name}`
    const found = look(path, entry)
    if (found === 'link to a directory') isUnstable = true
    else if (isLeftOut(entry.name, found === 'directory') || ignored?.(below, found === 'directory')) continue
    else if (found === 'directory') directories.push(entry.name)
    else files.push(accept(path, entry.name, found))
  }
  const order = orderOf(files.map(({ name }) => name))
  return { files: files.sort((a, b) => order(a.name, b.name)), directories, isUnstable }
}

type Found = 'directory' | 'link to a directory' | 'link to nothing' | ListedFile

function look(path: string, entry: fs.Dirent): Found {
  if (entry.isDirectory()) return 'directory'
  const file = `${path}/${entry.name}`
  const isSymlink = entry.isSymbolicLink()
  const stats = isSymlink ? fs.statSync(file, { throwIfNoEntry: false }) : fs.lstatSync(file, { throwIfNoEntry: false })
  if (stats === undefined) return 'link to nothing'
  if (!stats.isDirectory()) return { name: entry.name, stats, isSymlink }
  return isSymlink ? 'link to a directory' : 'directory'
}

/** `.hg` and `.dvc` are only special as directories, `.git` is also a file in a worktree. */
function isLeftOut(name: string, isDirectory: boolean): boolean {
  return neverTracked.has(name) && (isDirectory || name === '.git')
}

function accept(path: string, name: string, found: 'link to nothing' | ListedFile): ListedFile {
  if (name === '.dvcignore') {
    throw new Failure('ignore-file-inside', `.dvcignore file should not be in collected dir path: '${path}'`, {
      hint: 'Move its lines to a .dvcignore outside of the tracked directory.',
    })
  }
  if (found === 'link to nothing') throw linkToNothing(`${path}/${name}`)
  if (!found.stats.isFile()) throw notAFile(`${path}/${name}`)
  return found
}

function linkToNothing(file: string): Failure {
  return new Failure('file-missing', `'${file}' is a link to something that does not exist.`, {
    hint: 'Remove the link, or put back what it points to.',
  })
}

export function notAFile(file: string): Failure {
  return new Failure('unsupported', `'${file}' is a pipe, a socket or a device, and only files can be tracked.`, {
    hint: 'Move it out of the directory, or name it in .dvcignore.',
  })
}

/** Node shows bytes that are not UTF-8 as U+FFFD; whether they really are such bytes only the bytes can tell. */
function refuseUndecodable(path: string, name: string): void {
  if (!name.includes(replacementCharacter) || fs.lstatSync(`${path}/${name}`, { throwIfNoEntry: false })) return
  throw new Failure('unsupported', `The name of '${path}/${name}' is not valid UTF-8.`, { hint: 'Rename the file.' })
}
