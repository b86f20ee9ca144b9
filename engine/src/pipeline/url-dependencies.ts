import type { RecordedContent, SourceState } from '../data/index.ts'
import type { Failure } from '../foundation/base/index.ts'
import type { Scalar, Value, ValueMap } from '../foundation/formats/index.ts'
import type { Stage } from './definition/index.ts'
import type { LockedFile } from './lock-entry.ts'
import type { PipelineCall, PipelineContext } from './pipeline-context.ts'
import type { UrlState } from './url-states.ts'

type UrlsContext = Pick<PipelineContext, 'urls'>

/** The URLs that a stage depends on. */
export function urlsOf({ deps }: Stage): string[] {
  return deps.flatMap(({ kind, text }) => (kind === 'url' ? [text] : []))
}

/** The stage as if it did not depend on these URLs. */
export function withoutUrls(stage: Stage, urls: ReadonlySet<string>): Stage {
  if (urls.size === 0) return stage
  return { ...stage, deps: stage.deps.filter(({ kind, text }) => kind !== 'url' || !urls.has(text)) }
}

/** Asks at once for every URL that these stages depend on, and returns why some cannot be asked for. What a frozen stage depends on nobody wants to know. */
export async function prepareUrls(
  context: UrlsContext,
  stages: readonly (Stage | undefined)[],
  call: PipelineCall,
): Promise<ReadonlyMap<string, Failure>> {
  const urls = stages.flatMap((stage) => (stage && !stage.isFrozen ? urlsOf(stage) : []))
  return urls.length > 0 ? context.urls.prepare(urls, call) : new Map()
}

/** What the URLs mean that a stage depends on. */
export async function observeUrls(
  context: UrlsContext,
  stage: Stage,
  call: PipelineCall,
): Promise<ReadonlyMap<string, UrlState>> {
  const urls = urlsOf(stage)
  const states = await Promise.all(urls.map((url) => context.urls.of(url, call)))
  return new Map(urls.map((url, index) => [url, states[index]!]))
}

/** A dependency on a URL as it is recorded: by its hash, or by what its storage tells instead. */
export function lockedUrl(path: string, state: SourceState): LockedFile {
  const { name, value, bytes, version } = state
  if (name === 'md5') return { path, content: contentOfState(state), isLegacy: false }
  const details: ValueMap = new Map<Scalar, Value>([[name, value]])
  if (bytes !== undefined) details.set('size', bytes)
  if (version !== undefined) details.set('version_id', version)
  return { path, content: undefined, isLegacy: false, details }
}

/** How what a URL means differs from what is recorded. */
export function urlChange(seen: UrlState, recorded: LockedFile | undefined): 'deleted' | 'modified' | undefined {
  if (seen.kind === 'missing') return 'deleted'
  const { name, value } = seen.state
  const before = name === 'md5' ? recorded?.content?.hash : recorded?.details?.get(name)
  return before !== undefined && String(before) === value ? undefined : 'modified'
}

/** What told the content of a URL from other content when it was recorded. */
export function recordedState(recorded: LockedFile | undefined): RecordedContent | undefined {
  const { content, details } = recorded ?? {}
  const value = details?.get('etag') ?? details?.get('checksum')
  if (content || typeof value !== 'string') return content
  const bytes = details?.get('size')
  return { hash: value, ...(typeof bytes === 'number' ? { bytes } : {}) }
}

/** What tells the content of a URL from other content. */
export function contentOfState({ value, bytes, files, isExecutable }: SourceState): RecordedContent {
  return {
    hash: value,
    ...(bytes === undefined ? {} : { bytes }),
    ...(files === undefined ? {} : { files }),
    ...(isExecutable ? { isExecutable } : {}),
  }
}
