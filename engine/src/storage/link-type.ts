import * as fs from 'node:fs'
import * as path from 'node:path'
import { systemErrorCode } from '../foundation/base/index.ts'
import { copyFile, umask } from './copy-file.ts'
import { type ContentHash, emptyHash } from './object-store.ts'
import { temporaryName } from './temporary-name.ts'

/** How an object gets into the workspace; the names of `cache.type`. */
export type LinkType = 'reflink' | 'hardlink' | 'symlink' | 'copy'

export interface PlaceOptions {
  readonly isExecutable?: boolean
}

export interface LinkJob extends PlaceOptions {
  readonly object: string
  readonly hash: ContentHash
  readonly target: string
  readonly scratch: string
}

/**
 * Makes the link under a temporary name and gives it the target's; the target's directory is there. `makeWay` is called at
 * the last moment, and may throw to keep what is there.
 */
export function linkInto(type: LinkType, job: LinkJob, makeWay: (target: string) => void = () => undefined): void {
  const temporary = path.join(job.scratch, temporaryName())
  try {
    makeLink[type](job, temporary)
    makeWay(job.target)
    fs.renameSync(temporary, job.target)
  } catch (error) {
    fs.rmSync(temporary, { force: true })
    const beside = path.dirname(job.target)
    if (systemErrorCode(error) !== 'EXDEV' || job.scratch === beside) throw error
    linkInto(type, { ...job, scratch: beside }, makeWay)
  }
  // Two names of one inode: the system's rename leaves both.
  if (type === 'hardlink') fs.rmSync(temporary, { force: true })
}

/** Makes the link where nothing is yet; false if something is. */
export function linkToNew(type: LinkType, job: LinkJob): boolean {
  try {
    makeLink[type](job, job.target)
    return true
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false
    throw error
  }
}

/**
 * Whether `target` is this kind of link to the object. A plain file is as good as a copy or a reflink of it; a link, also
 * a person's own to somewhere else, is not.
 */
export function isTied(type: LinkType, object: string, target: string): boolean {
  const wanted = fs.statSync(object, { throwIfNoEntry: false })
  const found = fs.lstatSync(target, { throwIfNoEntry: false })
  if (!wanted || !found || found.isDirectory()) return false
  if (type === 'symlink') return found.isSymbolicLink() && fs.readlinkSync(target) === object
  const isSame = found.ino === wanted.ino && found.dev === wanted.dev
  if (type === 'hardlink') return found.isFile() && (isSame || wanted.size === 0)
  return found.isFile() && !isSame
}

/** Whether this kind of link to `object` can be made in a directory. */
export function works(type: LinkType, object: string, directory: string): boolean {
  const target = path.join(directory, temporaryName())
  try {
    makeLink[type]({ object, hash: '', target, scratch: directory }, target)
    return true
  } catch (error) {
    if (meansUnsupported.has(systemErrorCode(error) ?? '')) return false
    throw error
  } finally {
    fs.rmSync(target, { force: true })
  }
}

/** Every file system limits how many names an inode has, and empty files are common: each gets an inode of its own. */
const makeLink: Readonly<Record<LinkType, (job: LinkJob, to: string) => void>> = {
  reflink: (job, to) => {
    fs.copyFileSync(job.object, to, fs.constants.COPYFILE_FICLONE_FORCE | fs.constants.COPYFILE_EXCL)
    fs.chmodSync(to, workspaceMode(job))
  },
  hardlink: (job, to) =>
    job.hash === emptyHash ? fs.writeFileSync(to, '', { flag: 'wx' }) : fs.linkSync(job.object, to),
  symlink: (job, to) => fs.symlinkSync(job.object, to),
  copy: (job, to) => void copyFile(job.object, to, workspaceMode(job)),
}

/** Mode of a file that belongs to the workspace: what a new file gets, and leave to run it for the owner. */
export function workspaceMode({ isExecutable = false }: PlaceOptions = {}): number {
  return (0o666 & ~umask()) | (isExecutable ? 0o100 : 0)
}

/** What the system says where a kind of link does not work. */
export const meansUnsupported = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EXDEV',
  'ENOTTY',
  'ENOSYS',
  'EINVAL',
  'EAGAIN',
  'EMLINK',
])
