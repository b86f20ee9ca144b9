import { withoutPassword } from '../../foundation/base/index.ts'
import { type RepositoryWords, repositoryDependency } from './import-file.ts'
import { importPlace } from './import-place.ts'
import type { ImportExtent } from './import-url.ts'
import { keepFromRepository } from './keep-from-repository.ts'
import { type ImportResult, recordImport } from './record-import.ts'
import type { ImportCall, ImportContext } from './source-repository.ts'

export interface ImportRepositoryRequest extends Omit<RepositoryWords, 'commit'> {
  readonly path: string
  readonly out: string | undefined
  readonly force: boolean
  readonly extent: Exclude<ImportExtent, 'to-remote'>
}

/** Tracks a copy of what another repository has, together with the commit it was taken from. */
export async function importRepository(
  context: ImportContext,
  request: ImportRepositoryRequest,
  call: ImportCall,
): Promise<ImportResult> {
  return context.lock.during(async () => {
    const place = await importPlace(context, { ...request, from: request.path })
    if (request.extent === 'no-exec') {
      const record = { dependency: repositoryDependency(request.path, request), content: undefined } as const
      return recordImport(context, place, { ...record, checksum: 'none' }, 'leave', call)
    }
    call.report({ kind: 'importing', from: `${request.path} (${withoutPassword(request.url)})`, to: place.shown })
    const { commit, content } = await take(context, request, call)
    const dependency = repositoryDependency(request.path, { ...request, commit })
    return recordImport(context, place, { dependency, content, checksum: 'new' }, content ? 'place' : 'remove', call)
  })
}

async function take(context: ImportContext, request: ImportRepositoryRequest, call: ImportCall) {
  if (request.extent === 'no-download') return { commit: await context.sourceCommit(request), content: undefined }
  const source = await context.openSource(request)
  try {
    return { commit: source.commit, content: await keepFromRepository(context, source, request.path, call) }
  } finally {
    source.close()
  }
}
