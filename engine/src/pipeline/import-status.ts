import { type DvcFile, type ImportContext, isChecksumChanged, type TrackedStage } from '../data/index.ts'
import { Failure, withoutPassword } from '../foundation/base/index.ts'
import type { PipelineCall } from './pipeline-context.ts'

/** What there is to say of an import beside its outputs. */
export interface ImportChanges {
  /** What was imported, where its repository has moved on. */
  readonly updates: ReadonlyMap<string, 'update available'>
  /** Whether its `.dvc` file has been edited since its checksum was written. */
  readonly isChecksumChanged: boolean
}

/** Looks at a `.dvc` file and, unless that is not wanted, at the repository it was imported from. */
export async function importChanges(
  context: Pick<ImportContext, 'sourceCommit'>,
  node: TrackedStage,
  withUpdates: boolean,
  call: PipelineCall,
): Promise<ImportChanges> {
  const update = withUpdates ? await updateOf(context, node, call) : undefined
  return {
    updates: new Map(update === undefined ? [] : [[update, 'update available']]),
    isChecksumChanged: isDvcFile(node) && isChecksumChanged(node.value),
  }
}

function isDvcFile(node: TrackedStage): node is DvcFile {
  return 'value' in node
}

/** A repository that cannot be reached hides nothing else: it is a warning. */
async function updateOf(
  context: Pick<ImportContext, 'sourceCommit'>,
  { file, origin }: TrackedStage,
  call: PipelineCall,
): Promise<string | undefined> {
  if (origin?.kind !== 'repository' || origin.commit === undefined) return undefined
  const { url, revision, path } = origin
  if (revision === origin.commit) return undefined
  try {
    const now = await context.sourceCommit({ url, ...(revision === undefined ? {} : { revision }) })
    return now === origin.commit ? undefined : `${path} (${withoutPassword(url)})`
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    call.report({ kind: 'warning', text: `'${file}' may be out of date: ${error.message}` })
    return undefined
  }
}
