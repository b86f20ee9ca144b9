import { type DataDiff, type DiffContext, diffData } from '../comparison/index.ts'
import type { DataCall } from '../data/index.ts'
import { absolutePath, compareCodePoints, pathInside, type RepoPath } from '../foundation/base/index.ts'
import type { GitFileDiff } from '../foundation/git/index.ts'
import {
  type DiffResult,
  type Directions,
  diffMetrics,
  diffParams,
  type MetricsContext,
  readDirections,
} from '../metrics/index.ts'
import { openView, workspaceName } from '../revisions/index.ts'
import { compareEnvironments, type EnvironmentChange } from './environment/environment.ts'
import { compareRecords, type RecordedDifference } from './environment/recorded.ts'
import { type Subject, subjectOf, subjectsOf } from './shown-elsewhere.ts'

export type ContrastContext = DiffContext & MetricsContext

export interface ContrastRequest {
  readonly before: string
  /** The workspace if left out. */
  readonly after: string | undefined
}

/** All that differs between two revisions, each file under one subject. Paths are from the project's root. */
export interface Contrast {
  readonly data: DataDiff
  /** What Git tracks and no other subject shows. */
  readonly code: readonly GitFileDiff[]
  readonly params: DiffResult
  readonly metrics: DiffResult
  /** Which way metrics get better, as far as `sterna.yaml` tells. */
  readonly directions: Directions
  readonly environment: readonly EnvironmentChange[]
  /** What the records of both runs tell of that; undefined unless both have one. */
  readonly recorded: RecordedDifference | undefined
  /** Files of plots, tracked by Git or as data. */
  readonly plots: readonly string[]
}

/** How two revisions, experiments or runs differ in everything that may explain a result. Writes nothing. */
export async function diffRevisions(
  context: ContrastContext,
  request: ContrastRequest,
  call: DataCall,
): Promise<Contrast> {
  const [before, after] = [openView(context, request.before), openView(context, request.after ?? workspaceName)]
  const subjects = await subjectsOf([before, after])
  const files = filesThatDiffer(context, before.commit, after.commit)
  const of = (subject: Subject) => files.filter(({ path }) => subjectOf(path as RepoPath, subjects) === subject)
  const values = { before: request.before, after: request.after ?? workspaceName, targets: [], withEqual: false }
  const data = await diffData(context, { ...request, targets: [] }, call)
  const drawn = dataPaths(data).filter((path) => subjectOf(path as RepoPath, subjects) === 'plots')
  return {
    data,
    code: of('code'),
    params: await diffParams(context, { ...values, onlyDependencies: false }),
    metrics: await diffMetrics(context, values),
    directions: readDirections(context),
    environment: await compareEnvironments(before, after, of('environment')),
    recorded: await compareRecords(context.git, before.commit, after.commit),
    plots: [...new Set([...of('plots').map(({ path }) => path), ...drawn])].sort(compareCodePoints),
  }
}

/** Nothing differs from itself, and nothing is known without Git. */
function filesThatDiffer(
  { git, root }: ContrastContext,
  before: string | undefined,
  after: string | undefined,
): GitFileDiff[] {
  if (!git || before === after) return []
  const [from, to] = before === undefined ? [after!, undefined] : [before, after]
  const found = git.diffFiles(from, to, root).flatMap((file) => insideProject(file, git.root, root))
  return before === undefined ? found.map(reversed) : found
}

function insideProject(
  file: GitFileDiff,
  gitRoot: ContrastContext['root'],
  root: ContrastContext['root'],
): GitFileDiff[] {
  const inside = (path: string) => pathInside(root, absolutePath(gitRoot, path))
  const [path, oldPath] = [inside(file.path), file.oldPath === undefined ? undefined : inside(file.oldPath)]
  if (path === undefined) return []
  const { oldPath: _, ...rest } = file
  return [{ ...rest, path, ...(oldPath === undefined ? {} : { oldPath }) }]
}

/** The same seen from the other side. */
function reversed({ kind, path, oldPath, lines }: GitFileDiff): GitFileDiff {
  const other = { added: 'deleted', deleted: 'added' } as const
  const turned = lines && { added: lines.deleted, deleted: lines.added }
  if (oldPath !== undefined) return { kind, path: oldPath, oldPath: path, lines: turned }
  return { kind: kind === 'added' || kind === 'deleted' ? other[kind] : kind, path, lines: turned }
}

function dataPaths({ added, deleted, modified, renamed }: DataDiff): string[] {
  return [...added, ...deleted, ...[...modified, ...renamed].map(({ after }) => after)].map(({ path }) => path)
}
