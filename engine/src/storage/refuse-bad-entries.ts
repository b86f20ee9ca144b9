import { Failure } from '../foundation/base/index.ts'
import { type ContentHash, isContentHash, isDirectoryHash } from './object-store.ts'

/** Refuses a manifest of which an entry would lead out of its directory or is no file's hash: nobody's tool writes that. */
export function refuseBadEntries(relpaths: readonly string[], hashes: readonly ContentHash[], name: string): void {
  const bad = relpaths.find((relpath, i) => leadsElsewhere(relpath) || !isFileHash(hashes[i]!))
  if (bad === undefined) return
  throw new Failure('corrupt-object', `"${name}" has an entry that cannot be: ${JSON.stringify(bad)}.`, {
    hint: 'Do not trust where it comes from. To record the directory anew: sterna add.',
  })
}

/** An empty name, `.` or `..` among the names of the path, or what no file's name may hold. */
function leadsElsewhere(relpath: string): boolean {
  return /(?:^|\/)\.{0,2}(?:\/|$)|\0/.test(relpath) || (process.platform === 'win32' && /[\\:]/.test(relpath))
}

function isFileHash(hash: string): boolean {
  return isContentHash(hash) && !isDirectoryHash(hash)
}
