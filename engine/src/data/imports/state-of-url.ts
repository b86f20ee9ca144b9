import type { AbsolutePath } from '../../foundation/base/index.ts'
import { hashReached, lookAtReached } from '../../storage/index.ts'
import { contentOf } from '../add.ts'
import type { DataCall } from '../data-context.ts'
import { closing } from './keep-from-url.ts'
import type { ImportContext } from './source-repository.ts'
import { type SourceState, stateOfContent, stateOfReached } from './source-state.ts'
import { urlPlace } from './url-place.ts'

export type UrlContext = Pick<ImportContext, 'root' | 'hashes' | 'reach' | 'remoteDirectory'>

/** What a URL means now: by what its storage tells of it, or by its bytes where that tells nothing; undefined if nothing is there. */
export async function stateOfUrl(context: UrlContext, url: string, call: DataCall): Promise<SourceState | undefined> {
  const files = context.reach(url)
  if (!files) return stateOfPlace(context, urlPlace(context, url, context.root), call)
  return closing(files, async () => {
    const content = await lookAtReached(files, { withVersions: false }, call)
    const told = content && stateOfReached(files, content, { withVersions: false })
    return content && (told ?? stateOfContent(await hashReached(files, content, call)))
  })
}

async function stateOfPlace(
  context: UrlContext,
  place: AbsolutePath,
  call: DataCall,
): Promise<SourceState | undefined> {
  const seen = await context.hashes.observe(place, {}, call)
  return seen.kind === 'missing' ? undefined : stateOfContent(contentOf(seen))
}

/** Whether a URL means a place of this machine. Asks nobody; throws a `Failure` for one that cannot mean anything. */
export function isPlaceHere(context: Pick<UrlContext, 'root' | 'reach' | 'remoteDirectory'>, url: string): boolean {
  const files = context.reach(url)
  if (!files) urlPlace(context, url, context.root)
  files?.close()
  return files === undefined
}
