import { absolutePath, Failure, parentOf, type RepoPath } from '../../foundation/base/index.ts'
import { failedObject } from '../../storage/index.ts'
import type { DataCall } from '../data-context.ts'
import type { SelectedOutput } from '../select-outputs.ts'
import type { RecordedContent } from '../tracked-stage.ts'
import { nothingMoved, type TransferResult } from '../transfer-data.ts'
import { wantedObjects } from '../wanted-objects.ts'
import { keepFromRepository, requestOf } from './keep-from-repository.ts'
import { keepFromUrl } from './keep-from-url.ts'
import { namesVersions, type RepositoryOrigin } from './origin.ts'
import type { ImportContext, SourceRepository } from './source-repository.ts'

export interface FetchedImports {
  readonly result: TransferResult
  /** What has been got of imports that had recorded nothing yet. */
  readonly firsts: ReadonlyMap<RepoPath, RecordedContent>
}

/** Whether an output's data is got from where it was imported rather than from a remote of ours. */
export function comesFromOrigin({ stage, output }: SelectedOutput): boolean {
  if (stage.origin?.kind !== 'url') return stage.origin?.kind === 'repository'
  return namesVersions(stage.origin) || !output.recorded
}

/** Gets imported data from where it was imported, as far as the cache lacks it. One that fails does not stop the others. */
export async function fetchImports(
  context: ImportContext,
  selected: readonly SelectedOutput[],
  call: DataCall,
): Promise<FetchedImports> {
  const sources = new OpenSources(context)
  const firsts = new Map<RepoPath, RecordedContent>()
  const failed: { hash: string; cause: string }[] = []
  let transferred = 0
  try {
    for (const one of selected) {
      if (await isCached(context, one)) continue
      const got = await fetchOne(context, sources, one, call)
      if ('cause' in got) failed.push(got)
      else transferred += (got.files ?? 0) + 1
      if (!('cause' in got) && !one.output.recorded) firsts.set(one.output.path, got)
    }
  } finally {
    sources.close()
  }
  return { result: { ...nothingMoved, transferred, failed }, firsts }
}

async function fetchOne(
  context: ImportContext,
  sources: OpenSources,
  { stage, output }: SelectedOutput,
  call: DataCall,
) {
  const hash = output.recorded?.hash ?? output.path
  try {
    const got =
      stage.origin?.kind === 'repository'
        ? await keepFromRepository(context, await sources.open(stage.origin), stage.origin.path, call)
        : (await keepFromUrl(context, urlOf(context, { stage, output }), { kind: 'cache' }, call)).content!
    const isOther = output.recorded !== undefined && got.hash !== output.recorded.hash
    return isOther ? { hash, cause: `its source has other data than is recorded` } : got
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'interrupted') throw error
    return failedObject(hash, error)
  }
}

function urlOf(context: ImportContext, { stage }: SelectedOutput) {
  const base = absolutePath(context.root, parentOf(stage.file))
  if (stage.origin?.kind !== 'url') return { url: '', base }
  const { url, storage, version, files } = stage.origin
  return {
    url,
    base,
    ...(storage && { storage }),
    ...(version === undefined ? {} : { version }),
    ...(files && { files }),
  }
}

/** Whether the cache has all that is recorded of an import. */
export async function isCached(context: ImportContext, one: SelectedOutput): Promise<boolean> {
  if (!one.output.recorded) return false
  const { unknown, files, directories, pieces } = await wantedObjects([one], [context.cache])
  const all = [...directories, ...pieces].flatMap(({ hash, files: inside }) => [hash, ...inside])
  return unknown.length === 0 && (await context.cache.missing([...files, ...all])).length === 0
}

/** Repositories that have been opened already, so that many imports from one need it once. */
class OpenSources {
  readonly #context: ImportContext
  readonly #open = new Map<string, SourceRepository>()

  constructor(context: ImportContext) {
    this.#context = context
  }

  async open(origin: RepositoryOrigin): Promise<SourceRepository> {
    const request = requestOf(origin)
    const key = JSON.stringify(request, (_, value) => (value instanceof Map ? [...value] : value))
    const source = this.#open.get(key) ?? (await this.#context.openSource(request))
    this.#open.set(key, source)
    return source
  }

  close(): void {
    for (const source of this.#open.values()) source.close()
  }
}
