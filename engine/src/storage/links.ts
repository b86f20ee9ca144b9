import * as fs from 'node:fs'
import * as path from 'node:path'
import { type AbsolutePath, absolutePath, Failure, systemErrorCode } from '../foundation/base/index.ts'
import { copyFile } from './copy-file.ts'
import { explained, missingObject, objectsOf } from './local-store.ts'
import { type ContentHash, emptyHash, type LocalStore } from './object-store.ts'
import { temporaryName } from './temporary-name.ts'

/** How an object gets into the workspace; the names of `cache.type`. */
export type LinkType = 'reflink' | 'hardlink' | 'symlink' | 'copy'

export const defaultLinkTypes: readonly LinkType[] = ['reflink', 'copy']

/** The ways of one store into the workspace: which kinds of link are wanted, best first, and which of them work. */
export interface Links {
  readonly store: LocalStore
  readonly wanted: readonly LinkType[]
  /** The first wanted kind that works between the store and this directory. Failure 'unsupported' if none does. */
  typeFor(directory: AbsolutePath): LinkType
  /**
   * Where files below the tracked path `target` are made before they get their name. Never in a tracked directory: what a
   * killed process leaves there would be taken for data.
   */
  scratchFor(target: AbsolutePath): string
}

export interface LinksOptions {
  /** A directory that Git ignores, on the workspace's device. Without it files are made beside the tracked path. */
  readonly scratch?: AbsolutePath
}

export interface PlaceOptions {
  readonly isExecutable?: boolean
}

export function openLinks(
  store: LocalStore,
  wanted: readonly LinkType[] = defaultLinkTypes,
  { scratch }: LinksOptions = {},
): Links {
  const known = new Map<number, LinkType>()
  const typeFor = (directory: AbsolutePath) => {
    const existing = nearestExisting(directory)
    const device = fs.statSync(existing).dev
    const type = known.get(device) ?? firstThatWorks(store, wanted, scratchBeside(existing, scratch))
    known.set(device, type)
    return type
  }
  return {
    store,
    wanted,
    typeFor: (directory) => explained(() => typeFor(directory)),
    scratchFor: (target) => explained(() => scratchBeside(path.dirname(target), scratch)),
  }
}

function scratchBeside(directory: string, scratch: AbsolutePath | undefined): string {
  if (scratch === undefined) return directory
  fs.mkdirSync(scratch, { recursive: true })
  return fs.statSync(scratch).dev === fs.statSync(nearestExisting(directory)).dev ? scratch : directory
}

/**
 * Puts an object at `target`, replacing a file there in one step; directories are made. Nobody sees half a file, also
 * when the process is killed. Failure 'missing-data' if the store does not have the object.
 */
export function placeObject(links: Links, hash: ContentHash, target: AbsolutePath, options: PlaceOptions = {}): void {
  explained(() => {
    const directory = absolutePath(path.dirname(target))
    fs.mkdirSync(directory, { recursive: true })
    const object = links.store.pathOf(hash)
    if (!fs.existsSync(object)) throw missingObject(hash, links.store.name)
    linkInto(links.typeFor(directory), { object, hash, target, scratch: links.scratchFor(target), ...options })
  })
}

/** Whether the file at `target` is tied to the object in the wanted way already, so that relinking would change nothing. */
export function isPlaced(links: Links, hash: ContentHash, target: AbsolutePath): boolean {
  return explained(() => {
    if (!fs.existsSync(target)) return false
    return isTied(links.typeFor(absolutePath(path.dirname(target))), links.store.pathOf(hash), target)
  })
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

export interface LinkJob extends PlaceOptions {
  readonly object: string
  readonly hash: ContentHash
  readonly target: string
  readonly scratch: string
}

/** Makes the link under a temporary name and gives it the target's; the target's directory is there. */
export function linkInto(type: LinkType, job: LinkJob): void {
  const temporary = path.join(job.scratch, temporaryName())
  try {
    makeLink[type](job, temporary)
    fs.renameSync(temporary, job.target)
  } catch (error) {
    fs.rmSync(temporary, { force: true })
    const beside = path.dirname(job.target)
    if (systemErrorCode(error) !== 'EXDEV' || job.scratch === beside) throw error
    linkInto(type, { ...job, scratch: beside })
  }
  // Two names of one inode: the system's rename leaves both.
  if (type === 'hardlink') fs.rmSync(temporary, { force: true })
}

/** Makes a hard or symbolic link where nothing is yet; false if something is. */
export function linkToNew(type: 'hardlink' | 'symlink', job: LinkJob): boolean {
  try {
    makeLink[type](job, job.target)
    return true
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false
    throw error
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
  return (0o666 & ~process.umask()) | (isExecutable ? 0o100 : 0)
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

function firstThatWorks(store: LocalStore, wanted: readonly LinkType[], directory: string): LinkType {
  if (wanted[0] === 'copy') return 'copy'
  const probe = objectsOf(store).temporaryFor('00')
  objectsOf(store).makeDirectory(path.dirname(probe))
  fs.writeFileSync(probe, 'test', { flag: 'wx' })
  try {
    const type = wanted.find((candidate) => works(candidate, probe, directory))
    if (type !== undefined) return type
  } finally {
    fs.rmSync(probe, { force: true })
  }
  throw new Failure(
    'unsupported',
    `No possible cache link types for '${directory}'. See <https://dvc.org/doc/user-guide/troubleshooting#cache-types> for more information.`,
    {
      hint: 'To allow copies: sterna config cache.type copy',
    },
  )
}

function works(type: LinkType, object: string, directory: string): boolean {
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

function nearestExisting(directory: string): string {
  for (let at = directory; ; at = path.dirname(at)) if (fs.existsSync(at)) return at
}
