import * as path from 'node:path'
import { type AbsolutePath, absolutePath, Failure, pathInside, type RepoPath } from '../foundation/base/index.ts'
import { keepPath } from '../storage/index.ts'
import { type DataCall, type DataContext, observePath } from './data-context.ts'
import { ignoredInside } from './dvc-ignore.ts'
import { moveTree } from './move-tree.ts'
import { isPartOf } from './part-of-content.ts'

export interface FileMove {
  readonly from: AbsolutePath
  readonly to: AbsolutePath
  /** Whether the cache keeps this data. */
  readonly isCached: boolean
  /** Data that is not here is worth a warning. */
  readonly isExpected: boolean
}

/**
 * Moves files of the workspace, after the cache has them. That they are not here, or there already, is no mistake: the
 * first is data that was never fetched, the second a move that was interrupted. Both here and there is one, unless they
 * were being copied to another device.
 */
export async function moveFiles(
  context: DataContext,
  { from, to, isCached, isExpected }: FileMove,
  call: DataCall,
): Promise<void> {
  if (!context.files.lstat(from)) {
    if (isExpected && !context.files.lstat(to)) call.report({ kind: 'warning', text: `'${from}' missing` })
    return
  }
  await refuseBothThere(context, from, to, call)
  if (context.files.lstat(to)) return context.files.remove(from)
  const seen = await look(context, from, isCached, call)
  context.files.makeDirectory(absolutePath(path.dirname(to)))
  moveTree(context.files, from, to, context.links.scratchFor(to))
  if (seen.kind !== 'missing') context.hashes.noteWritten(to, seen.kind === 'directory' ? seen.manifest() : seen.hash)
  await observePath(context, repoPathOf(context, to), call)
}

async function look(context: DataContext, from: AbsolutePath, isCached: boolean, call: DataCall) {
  const inside = repoPathOf(context, from)
  if (!isCached) return observePath(context, inside, call)
  return keepPath(context, from, { ...ignoredInside(context.dvcIgnore, context.root, inside) }, call)
}

function repoPathOf(context: DataContext, place: AbsolutePath): RepoPath {
  return pathInside(context.root, place)!
}

/** Nothing is overwritten. */
export async function refuseBothThere(
  context: DataContext,
  from: AbsolutePath,
  to: AbsolutePath,
  call: DataCall,
): Promise<void> {
  if (!context.files.lstat(from) || !context.files.lstat(to) || (await isCopied(context, from, to, call))) return
  const what = context.files.stat(to)?.kind === 'directory' ? 'directory' : 'file'
  const shown = path.relative(context.workingDirectory, to)
  throw new Failure('file-exists', `The ${what} '${shown}' already exists locally.`, {
    hint: 'Move it elsewhere first, or choose another name.',
  })
}

/** Whether a command that was interrupted has copied everything to another device, and only had to take it away here. */
export async function isCopied(
  context: DataContext,
  from: AbsolutePath,
  to: AbsolutePath,
  call?: DataCall,
): Promise<boolean> {
  const devices = [from, to].map((place) => context.files.lstat(absolutePath(path.dirname(place)))?.device)
  if (from === to || devices[0] === devices[1]) return false
  const here = await observePath(context, repoPathOf(context, from), call)
  const there = await observePath(context, repoPathOf(context, to), call)
  if (here.kind === 'missing' || there.kind === 'missing') return false
  return isPartOf(context, there.hash, here)
}
