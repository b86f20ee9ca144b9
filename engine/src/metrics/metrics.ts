import { selectionOf } from '../data/index.ts'
import { absolutePath, compareCodePoints, type RepoPath, shownPath, toPosix } from '../foundation/base/index.ts'
import type { Value } from '../foundation/formats/index.ts'
import { openView, type ProjectView, workspaceName } from '../revisions/index.ts'
import { compareValues, type ValueDifference } from './differences.ts'
import { flatten, metricValues } from './flatten.ts'
import { type FileValues, metricFiles, readValues, type ValueFile } from './metric-files.ts'
import type { MetricsContext } from './metrics-context.ts'

export interface ShowRequest {
  /** Files to show instead of those that the pipelines declare. */
  readonly targets: readonly string[]
}

/** Metrics by file, as a person in the working directory calls the files. */
export interface MetricsShown {
  readonly files: ReadonlyMap<string, FileValues>
}

/** The metrics of the workspace. */
export async function showMetrics(context: MetricsContext, request: ShowRequest): Promise<MetricsShown> {
  return { files: shownFiles(context, await viewMetrics(context, openView(context, workspaceName), request.targets)) }
}

export interface DiffRequest {
  readonly before: string
  readonly after: string
  readonly targets: readonly string[]
  /** Also what has not changed. */
  readonly withEqual: boolean
}

export interface DiffResult {
  /** By file, then by dotted name. */
  readonly files: ReadonlyMap<string, ReadonlyMap<string, ValueDifference>>
  /** Revisions of which some file could not be read. */
  readonly unreadable: readonly string[]
}

/** How the metrics of two revisions differ. */
export async function diffMetrics(context: MetricsContext, request: DiffRequest): Promise<DiffResult> {
  return diffValues(context, request, (view) => viewMetrics(context, view, request.targets))
}

/** Compares what `read` finds in two revisions, file by file. */
export async function diffValues(
  context: MetricsContext,
  request: DiffRequest,
  read: (view: ProjectView) => Promise<Map<RepoPath, FileValues>>,
): Promise<DiffResult> {
  if (hasNoCommit(context)) return { files: new Map(), unreadable: [] }
  const before = await read(openView(context, request.before))
  const after = await read(openView(context, request.after))
  const files = new Map<string, ReadonlyMap<string, ValueDifference>>()
  for (const file of [...new Set([...before.keys(), ...after.keys()])].sort(compareCodePoints)) {
    const differences = compareValues(flatValues(before.get(file)), flatValues(after.get(file)), request.withEqual)
    if (differences.size > 0) files.set(shownName(context, file), differences)
  }
  const hasError = (side: ReadonlyMap<RepoPath, FileValues>) => [...side.values()].some(({ kind }) => kind === 'error')
  return {
    files,
    unreadable: [...(hasError(before) ? [request.before] : []), ...(hasError(after) ? [request.after] : [])],
  }
}

function hasNoCommit({ git }: MetricsContext): boolean {
  return git !== undefined && git.head().commit === undefined
}

async function viewMetrics(
  context: MetricsContext,
  view: ProjectView,
  targets: readonly string[],
): Promise<Map<RepoPath, FileValues>> {
  const { toRepoPath } = selectionOf(context, targets)
  const files: ValueFile[] =
    targets.length > 0
      ? targets.map((target) => ({ path: toRepoPath(target), hash: undefined }))
      : await metricFiles(view)
  const found = new Map<RepoPath, FileValues>()
  for (const file of files) {
    const values = await readValues(context, view, file)
    if (values.kind === 'values')
      found.set(file.path, { kind: 'values', value: metricValues(values.value) ?? new Map() })
    else found.set(file.path, values)
  }
  return found
}

function flatValues(values: FileValues | undefined): Map<string, Value> {
  if (values?.kind !== 'values') return new Map()
  return values.value instanceof Map && values.value.size === 0 ? new Map() : flatten(values.value)
}

function shownFiles(context: MetricsContext, files: ReadonlyMap<RepoPath, FileValues>): Map<string, FileValues> {
  return new Map([...files].map(([file, values]) => [shownName(context, file), values]))
}

export function shownName(context: MetricsContext, file: RepoPath): string {
  return toPosix(shownPath(context.workingDirectory, absolutePath(context.root, file)))
}
