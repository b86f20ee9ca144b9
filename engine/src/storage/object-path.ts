import * as path from 'node:path'
import { type AbsolutePath, Failure } from '../foundation/base/index.ts'
import type { ContentHash } from './object-store.ts'

/** Where a directory of objects has the one of this hash: the first two characters are a directory of their own. */
export function objectPath(directory: AbsolutePath, hash: ContentHash): AbsolutePath {
  if (!staysInStore(hash)) throw noContentHash(hash)
  return `${directory}${path.sep}${hash.slice(0, 2)}${path.sep}${hash.slice(2)}` as AbsolutePath
}

/** What stands in the place of a hash may be anything; as two names it must not lead to somewhere else. */
function staysInStore(text: string): boolean {
  return /^(?!\.\.)[^/\\\0]{2}(?!\.{0,2}$)[^/\\\0]+$/.test(text)
}

function noContentHash(text: string): Failure {
  return new Failure('corrupt-object', `'${text}' is not the hash of any object.`, {
    hint: 'Look where it stands: in a .dvc file, in dvc.lock or in the manifest of a directory.',
  })
}
