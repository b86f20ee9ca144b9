import {
  type DvcFile,
  followsVersions,
  type ImportContext,
  isChecksumChanged,
  type RepositoryOrigin,
  stateFromUrl,
  type TrackedStage,
  type UrlOrigin,
} from '../data/index.ts'
import { Failure, withoutPassword } from '../foundation/base/index.ts'
import type { PipelineCall } from './pipeline-context.ts'

/** What it takes to see whether the source of an import has moved on. */
export type ImportStatusContext = Pick<ImportContext, 'reach' | 'sourceCommit'>

/** What there is to say of an import beside its outputs. */
export interface ImportChanges {
  /** What was imported, where its repository has moved on or its storage has another version of it; of a directory, of one of its files. */
  readonly updates: ReadonlyMap<string, SourceChange>
  /** Whether its `.dvc` file has been edited since its checksum was written. */
  readonly isChecksumChanged: boolean
}

export type SourceChange = 'update available' | 'modified'

/** Looks at a `.dvc` file and, unless that is not wanted, at where it was imported from. */
export async function importChanges(
  context: ImportStatusContext,
  node: TrackedStage,
  withUpdates: boolean,
  call: PipelineCall,
): Promise<ImportChanges> {
  const update = withUpdates ? await updateOf(context, node, call) : undefined
  return {
    updates: new Map(update === undefined ? [] : [update]),
    isChecksumChanged: isDvcFile(node) && isChecksumChanged(node.value),
  }
}

function isDvcFile(node: TrackedStage): node is DvcFile {
  return 'value' in node
}

/** Whether an import follows a source that can tell by itself whether it has moved on. */
export function followsSource({ origin }: TrackedStage): boolean {
  return origin?.kind === 'repository' || followsVersions(origin)
}

/** A source that cannot be reached hides nothing else: it is a warning. */
async function updateOf(
  context: ImportStatusContext,
  { file, origin }: TrackedStage,
  call: PipelineCall,
): Promise<[string, SourceChange] | undefined> {
  try {
    if (origin?.kind === 'repository') return await newCommit(context, origin)
    return followsVersions(origin) ? await newVersion(context, origin, call) : undefined
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'interrupted') throw error
    call.report({ kind: 'warning', text: `'${file}' may be out of date: ${error.message}` })
    return undefined
  }
}

async function newCommit(
  context: ImportStatusContext,
  { url, revision, path, commit }: RepositoryOrigin,
): Promise<[string, SourceChange] | undefined> {
  if (commit === undefined || revision === commit) return undefined
  const now = await context.sourceCommit({ url, ...(revision === undefined ? {} : { revision }) })
  return now === commit ? undefined : [`${path} (${withoutPassword(url)})`, 'update available']
}

async function newVersion(
  context: ImportStatusContext,
  { url, storage, version, state }: UrlOrigin,
  call: PipelineCall,
): Promise<[string, SourceChange] | undefined> {
  const now = await stateFromUrl(context, { url, ...(storage && { storage }) }, call)
  if (version === undefined) return now?.value === state ? undefined : [withoutPassword(url), 'modified']
  const isMoved = now?.version !== undefined && now.version !== version
  return isMoved ? [withoutPassword(url), 'update available'] : undefined
}
