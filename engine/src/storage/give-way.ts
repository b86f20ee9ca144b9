import * as fs from 'node:fs'
import * as path from 'node:path'
import { type AbsolutePath, explainSystemError, Failure, systemErrorCode } from '../foundation/base/index.ts'
import type { HashMemo } from './hash-memo.ts'
import { objectsOf } from './local-store.ts'
import type { LocalStore } from './object-store.ts'
import { unlessGone } from './unless-gone.ts'

/** Whether a file of the workspace may be replaced or removed now, by the stat of its own name. */
export type MayGiveWay = (file: string, found: fs.Stats) => boolean

/** For those who have been told to overwrite. */
export const always: MayGiveWay = () => true

/**
 * What the store holds may go. A file that is as it was when it was observed is not read again; one that somebody has
 * written since then is.
 */
export function ifStored(hashes: HashMemo, store: LocalStore): MayGiveWay {
  const objects = objectsOf(store)
  return (file, found) => {
    if (found.isSymbolicLink() && !isFile(file)) return true
    if (!found.isSymbolicLink() && !found.isFile()) return false
    const hash = hashes.hashIfUnchanged(file as AbsolutePath, found) ?? unlessGone(() => objects.hashOf(file))
    return hash === undefined || objects.find(hash) !== undefined
  }
}

/** The failure of files whose content is nowhere else. */
export function unsavedChanges(files: readonly string[]): Failure {
  return new Failure(
    'unsaved-changes',
    `Can't remove the following unsaved files without confirmation. Use \`--force\` to force.\n${files.join('\n')}`,
    { hint: 'To keep them: sterna commit, or copy them elsewhere.' },
  )
}

/** Takes away a file, or all files of a directory, that may give way. Returns those that may not; they stay. */
export function clearPath(target: string, mayGiveWay: MayGiveWay): string[] {
  try {
    const found = fs.lstatSync(target, { throwIfNoEntry: false })
    return found ? clear(target, found, mayGiveWay) : []
  } catch (error) {
    throw explainSystemError(error)
  }
}

/** The same, and failure 'unsaved-changes' if something has to stay. */
export function clearWholly(target: string, mayGiveWay: MayGiveWay): void {
  const kept = clearPath(target, mayGiveWay)
  if (kept.length > 0) throw unsavedChanges(kept)
}

/** Prepares for a file that is to get this name by a rename: a directory goes, a file only has to be one that may. */
export function makeWay(target: string, mayGiveWay: MayGiveWay): void {
  const found = fs.lstatSync(target, { throwIfNoEntry: false })
  if (found?.isDirectory()) clearWholly(target, mayGiveWay)
  else if (found && !mayGiveWay(target, found)) throw unsavedChanges([target])
}

function clear(target: string, found: fs.Stats, mayGiveWay: MayGiveWay): string[] {
  if (found.isDirectory()) return clearDirectory(target, mayGiveWay)
  if (!mayGiveWay(target, found)) return [target]
  unlessGone(() => fs.unlinkSync(target))
  return []
}

function clearDirectory(directory: string, mayGiveWay: MayGiveWay): string[] {
  const kept: string[] = []
  for (const name of unlessGone(() => fs.readdirSync(directory)) ?? [])
    kept.push(...clearPath(path.join(directory, name), mayGiveWay))
  return kept.length > 0 || removeEmpty(directory) ? kept : [directory]
}

/** False if somebody has put something into it meanwhile. */
function removeEmpty(directory: string): boolean {
  try {
    unlessGone(() => fs.rmdirSync(directory))
    return true
  } catch (error) {
    if (systemErrorCode(error) === 'ENOTEMPTY') return false
    throw error
  }
}

function isFile(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true
}
