import { absolutePath, Failure, joinRepo, type RepoPath } from '../foundation/base/index.ts'
import type { AddRequest } from './add-request.ts'
import type { DataCall } from './data-context.ts'
import { keepTarget } from './keep-target.ts'
import { filesOf } from './plan-checkout.ts'
import { bytesAfter, type PartContent, replaceParts } from './replace-parts.ts'
import { recordedFiles, recordFiles, type TrackedDirectory } from './tracked-directory.ts'
import type { RecordedContent } from './tracked-stage.ts'
import type { TransferContext } from './transfer-data.ts'

/**
 * Records parts of a tracked directory as they are now; those that are gone leave the record. Only the list of the other
 * files is needed, not the files. The list is kept also where nothing else is, because nobody could make it again.
 */
export async function addParts(
  context: TransferContext,
  request: AddRequest,
  { directory, parts }: { readonly directory: TrackedDirectory; readonly parts: readonly string[] },
  call: DataCall,
): Promise<RecordedContent> {
  const { path, recorded } = directory.output
  const before = await recordedFiles(context, directory)
  const contents: PartContent[] = []
  for (const part of parts) contents.push(await partContent(context, request, path, part, call))
  const { manifest, changes } = replaceParts(before, contents)
  contents.forEach(({ part, files }, index) => {
    const place = absolutePath(context.root, joinRepo(path, part))
    if (files.size === 0 && changes[index] === 'none' && !context.files.stat(place)) throw noSuchFile(place)
  })
  return recordFiles(context, directory, manifest, bytesAfter(recorded?.bytes, contents, changes))
}

async function partContent(
  context: TransferContext,
  request: AddRequest,
  directory: RepoPath,
  part: string,
  call: DataCall,
): Promise<PartContent> {
  const target = joinRepo(directory, part)
  if (!context.files.stat(absolutePath(context.root, target))) return { part, files: new Map(), bytes: 0 }
  const seen = await keepTarget(context, request, target, call)
  const content = seen.kind === 'directory' ? ({ kind: 'directory', manifest: seen.manifest() } as const) : seen
  const files = [...filesOf(content)].map(([file, hash]) => [joinRepo(part as RepoPath, file), hash] as const)
  return { part, files: new Map(files), bytes: seen.bytes }
}

function noSuchFile(place: string): Failure {
  return new Failure('file-missing', `[Errno 2] No such file or directory: '${place}'`)
}
