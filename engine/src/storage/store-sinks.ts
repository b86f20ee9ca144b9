import * as fs from 'node:fs'
import { allowFailure, systemErrorCode } from '../foundation/base/index.ts'
import type { FilesToRead, ReadSink } from './files-to-read.ts'
import { isTied, type LinkType, linkInto, meansUnsupported } from './link-type.ts'
import type { LocalObjects } from './local-objects.ts'
import { type ContentHash, emptyHash } from './object-store.ts'
import { refuseUnsteady } from './refuse-unsteady.ts'

/** Where bytes go, and what becomes of the files they come from. */
export interface Storing {
  readonly objects: LocalObjects
  /** What the workspace's files become; undefined leaves them as they are. */
  readonly type: LinkType | undefined
  /** Where links are made before they get their name. */
  readonly scratch: string
  /** Whoever made the files has ended; nobody has to look whether they are being written. */
  readonly isFinished: boolean
}

export interface SinkRequest extends Storing {
  readonly files: FilesToRead
  /** Gets a 1 for each file of the workspace that was replaced or changed its mode. */
  readonly touched: Uint8Array
}

/** Writes the bytes that were read into the store, and makes links of the workspace's files where links are wanted. */
export function storeSink(request: SinkRequest): ReadSink {
  const isLinking = request.type === 'hardlink' || request.type === 'symlink'
  const sink = isLinking ? linkingSink(request) : copyingSink(request)
  return request.isFinished
    ? sink
    : { ...sink, refuseUnsteady: (file) => refuseUnsteady(request.files.paths.at(file)!) }
}

function copyingSink(request: SinkRequest): ReadSink {
  const { objects, type } = request
  return {
    takeSmall: (file, bytes, hash) => {
      const isNew = objects.find(hash) === undefined
      if (isNew) objects.write(bytes, hash)
      if (!isNew || isLink(request, file)) tie(request, file, hash)
    },
    takeLarge: (file) => {
      if (type === 'reflink') return reflinkAtEnd(request, file)
      const unfinished = objects.begin()
      const end = (hash: ContentHash, bytes: number) => {
        const exists = objects.find(hash) !== undefined
        if (exists) unfinished.abandon()
        else unfinished.keep(hash, bytes)
        if (exists || isLink(request, file)) tie(request, file, hash)
      }
      return { write: unfinished.write, end, abandon: unfinished.abandon }
    },
  }
}

/** The clone shares the file's blocks, so there is nothing to write on the way. */
function reflinkAtEnd(request: SinkRequest, file: number): ReturnType<ReadSink['takeLarge']> {
  const end = (hash: ContentHash) => {
    if (request.objects.find(hash)) return tie(request, file, hash)
    copyUnchanged(request, file, hash)
  }
  return { end, abandon: () => undefined }
}

/** A file that was hashed a moment ago. */
function copyUnchanged(request: SinkRequest, file: number, hash: ContentHash): void {
  const path = request.files.paths.at(file)!
  if (!request.objects.copyIn(path, hash, () => isUnchanged(request, file))) refuseUnsteady(path)
}

/** The file itself becomes the object, which costs nothing however large it is. */
function linkingSink(request: SinkRequest): ReadSink {
  const { objects } = request
  return {
    takeSmall: (file, bytes, hash) => {
      const isThere = objects.find(hash) !== undefined || giveAway(request, file, hash)
      if (!isThere) objects.write(bytes, hash)
      tie(request, file, hash)
    },
    takeLarge: (file) => ({
      end: (hash) => {
        const isThere = objects.find(hash) !== undefined || giveAway(request, file, hash)
        if (!isThere) copyUnchanged(request, file, hash)
        tie(request, file, hash)
      },
      abandon: () => undefined,
    }),
  }
}

/** Only a file that nobody else has a name for, and that is still what was read. Says whether there is an object now. */
function giveAway(request: SinkRequest, file: number, hash: ContentHash): boolean {
  const path = request.files.paths.at(file)!
  const stats = fs.lstatSync(path)
  if (hash === emptyHash || !stats.isFile() || stats.nlink > 1 || !isUnchanged(request, file, stats)) return false
  try {
    if (!request.objects.linkIn(path, hash)) return true
  } catch (error) {
    if (meansUnsupported.has(systemErrorCode(error) ?? '')) return false
    throw error
  }
  request.touched[file] = 1
  if (isUnchanged(request, file)) return true
  takeBack(request, path, hash, stats.mode)
}

/** It was written in the very moment in which it became an object. */
function takeBack({ objects }: SinkRequest, path: string, hash: ContentHash, mode: number): never {
  objects.remove(hash)
  allowFailure(() => fs.chmodSync(path, mode & 0o7777))
  refuseUnsteady(path)
}

/** Brings the workspace's file into the wanted kind, if it is not. What has been written since it was read stays. */
function tie(request: SinkRequest, file: number, hash: ContentHash): void {
  const { files, objects, type, scratch, touched } = request
  const target = files.paths.at(file)!
  if (type === undefined || isTied(type, objects.pathOf(hash), target)) return
  if (!isUnchanged(request, file)) refuseUnsteady(target)
  const isExecutable = (fs.statSync(target).mode & 0o100) !== 0
  linkInto(type, { object: objects.pathOf(hash), hash, target, scratch, isExecutable })
  touched[file] = 1
}

/** A person's own link is replaced by the file it points to, so that the workspace is what a checkout makes. */
function isLink({ files }: SinkRequest, file: number): boolean {
  return fs.lstatSync(files.paths.at(file)!).isSymbolicLink()
}

function isUnchanged({ files }: SinkRequest, file: number, stats = fs.statSync(files.paths.at(file)!)): boolean {
  return stats.mtimeMs === files.mtimes[file] && stats.size === files.bytes[file]
}
