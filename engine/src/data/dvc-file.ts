import * as path from 'node:path'
import { joinRepo, parentOf, type RepoPath, repoPath } from '../foundation/base/index.ts'
import { editYaml, renderYaml, type Scalar, type Value, type ValueMap } from '../foundation/formats/index.ts'
import { checkDvcFile } from './dvc-file-schema.ts'
import { importChecksum } from './imports/checksum.ts'
import { originOf } from './imports/origin.ts'
import { cloudValue, cloudVersionOf, listedContent, listedFilesValue } from './listed-files.ts'
import type { RecordedContent, TrackedOutput, TrackedStage } from './tracked-stage.ts'

/** A `.dvc` file: the data it stands for, and its text for edits that keep comments. */
export interface DvcFile extends TrackedStage {
  readonly text: string
  readonly value: ValueMap
}

/** The content of the `.dvc` file `file`. Throws a `Failure` that lists all its mistakes. */
export function parseDvcFile(text: string, file: RepoPath): DvcFile {
  const value = checkDvcFile(text, file)
  const directory = joinRepo(parentOf(file), textOf(value, 'wdir') ?? '.')
  const outputs = listOf(value, 'outs').map((entry) => outputFrom(entry, directory))
  const deps = listOf(value, 'deps')
  const [first] = deps
  const desc = textOf(value, 'desc')
  return {
    address: file,
    file,
    kind: first ? 'import' : 'source',
    ...(first ? { origin: originOf(first) } : {}),
    outputs,
    dependencies: deps.flatMap((entry) => dependencyPath(entry, directory)),
    isFrozen: value.get('frozen') === true || value.get('locked') === true,
    ...(desc === undefined ? {} : { desc }),
    text,
    value,
  }
}

/**
 * The text of a `.dvc` file for one output with this content. What an older text holds beside that (descriptions,
 * comments, the order of keys) stays.
 */
export function renderDvcFile(name: string, content: RecordedContent, before?: DvcFile): string {
  const value: ValueMap = new Map(before?.value ?? [])
  value.delete('locked')
  const old = before && listOf(before.value, 'outs').find((entry) => samePath(entry, name))
  value.set('outs', [outputEntry(name, content, old)])
  return before === undefined ? renderYaml(value) : editYaml(before.text, value, before.file)
}

/** The text with the contents of several outputs replaced, by path as written in the file. */
export function updateDvcFile(before: DvcFile, contents: ReadonlyMap<string, RecordedContent>): string {
  const value = withContents(before, contents)
  if (before.kind === 'import') value.set('md5', importChecksum(value))
  return editYaml(before.text, value, before.file)
}

/** The same where contents only have got versions in a remote: as in DVC, the checksum of an import does not follow. */
export function updateVersions(before: DvcFile, contents: ReadonlyMap<string, RecordedContent>): string {
  return editYaml(before.text, withContents(before, contents), before.file)
}

function withContents({ value: before }: DvcFile, contents: ReadonlyMap<string, RecordedContent>): ValueMap {
  const value: ValueMap = new Map(before)
  value.delete('locked')
  const outs = listOf(before, 'outs').map((entry) => {
    const content = contents.get(String(entry.get('path')))
    return content ? outputEntry(String(entry.get('path')), content, entry) : entry
  })
  return value.set('outs', outs)
}

const contentKeys = ['md5', 'size', 'nfiles', 'isexec', 'hash', 'path', 'cloud', 'files', 'etag', 'checksum']

/** The entry of an output or dependency, in the order of keys that DVC uses; keys that say nothing of the content follow as they were. */
export function outputEntry(name: string, content: RecordedContent | undefined, old: ValueMap | undefined): ValueMap {
  const entry = content && !content.listing ? contentEntry(content) : new Map<Scalar, Value>()
  entry.set('hash', 'md5').set('path', name)
  for (const [key, value] of old ?? []) if (!contentKeys.includes(String(key))) entry.set(key, value)
  return content?.listing ? entry.set('files', listedFilesValue(content.listing)) : entry
}

/** The keys that tell a content as a whole. */
export function contentEntry(content: RecordedContent): ValueMap {
  const entry: ValueMap = new Map<Scalar, Value>([['md5', content.hash]])
  if (content.bytes !== undefined) entry.set('size', content.bytes)
  if (content.files !== undefined) entry.set('nfiles', content.files)
  if (content.isExecutable) entry.set('isexec', true)
  return content.version ? entry.set('cloud', cloudValue(content.version)) : entry
}

function outputFrom(entry: ValueMap, directory: RepoPath): TrackedOutput {
  const text = String(entry.get('path'))
  const remote = textOf(entry, 'remote')
  return {
    path: path.isAbsolute(text) ? (text as RepoPath) : repoPath(joinRepo(directory, text)),
    text,
    recorded: outputContent(entry),
    isCached: entry.get('cache') !== false,
    isPersistent: entry.get('persist') === true,
    isPushed: entry.get('push') !== false,
    ...(remote === undefined ? {} : { remote }),
  }
}

/** An entry that does not say how its content was hashed was written by DVC before 3.0. */
function outputContent(entry: ValueMap): RecordedContent | undefined {
  const content = recordedContent(entry)
  return content && !entry.has('hash') ? { ...content, isLegacy: true } : content
}

/** What an entry of a `.dvc` or lock file records of its content; undefined if it has no MD5. */
export function recordedContent(entry: ValueMap): RecordedContent | undefined {
  return listedContent(entry) ?? wholeContent(entry)
}

function wholeContent(entry: ValueMap): RecordedContent | undefined {
  const hash = entry.get('md5')
  if (typeof hash !== 'string' || hash === '') return undefined
  const bytes = entry.get('size')
  const files = entry.get('nfiles')
  const version = cloudVersionOf(entry)
  return {
    hash,
    ...(typeof bytes === 'number' ? { bytes } : {}),
    ...(typeof files === 'number' ? { files } : {}),
    ...(entry.get('isexec') === true ? { isExecutable: true } : {}),
    ...(version && { version }),
  }
}

function dependencyPath(entry: ValueMap, directory: RepoPath): RepoPath[] {
  const text = textOf(entry, 'path')
  if (text === undefined || entry.has('repo') || /^\w+:\/\//.test(text) || path.isAbsolute(text)) return []
  return [joinRepo(directory, text)]
}

function samePath(entry: ValueMap, name: string): boolean {
  return entry.get('path') === name
}

function listOf(value: ValueMap, key: string): ValueMap[] {
  return (value.get(key) ?? []) as ValueMap[]
}

function textOf(value: ValueMap, key: string): string | undefined {
  const found = value.get(key)
  return typeof found === 'string' ? found : undefined
}
