import { absolutePath, compareCodePoints, type RepoPath, shownPath, toPosix } from '../foundation/base/index.ts'
import { equalLikePython, pythonText, type Value } from '../foundation/formats/index.ts'
import { openCommit, openView, type ProjectView, workspaceName } from '../revisions/index.ts'
import { compareValues, type ValueDifference } from './differences.ts'
import { flatSides } from './flat-sides.ts'
import { viewMetrics } from './metric-values.ts'
import type { MetricsContext } from './metrics-context.ts'
import type { FileValues } from './value-files.ts'
import { hasMistakes, type ViewValues, valuesOf } from './view-values.ts'

export interface ShowRequest {
  /** Files to show instead of those that the pipelines declare. */
  readonly targets: readonly string[]
  /** Commits to show beside the workspace; without any it has no name. */
  readonly commits: ShownCommits
}

export interface ShownCommits {
  readonly allBranches: boolean
  readonly allTags: boolean
  readonly allCommits: boolean
}

/** Metrics by revision and file, as a person in the working directory calls the files. */
export interface MetricsShown {
  readonly revisions: ReadonlyMap<string, ViewValues>
  /** Revisions of which some file, or all, could not be read. */
  readonly unreadable: readonly string[]
}

/** The metrics of the workspace and of the selected commits. A workspace that equals the branch it is on is left out then. */
export async function showMetrics(context: MetricsContext, request: ShowRequest): Promise<MetricsShown> {
  const found = new Map<string, ViewValues>()
  for (const [name, view] of viewsFor(context, request.commits))
    found.set(name, await valuesOf(view, (one) => viewMetrics(context, one, request.targets)))
  if (isLikeItsBranch(context, found)) found.delete(workspaceName)
  return {
    revisions: new Map([...found].map(([name, values]) => [name, withShownFiles(context, values)])),
    unreadable: namesWithMistakes(found),
  }
}

function viewsFor(context: MetricsContext, commits: ShownCommits): Map<string, ProjectView> {
  const workspace = openView(context, workspaceName)
  if (!Object.values(commits).some(Boolean)) return new Map([['', workspace]])
  const views = new Map([[workspaceName, workspace]])
  for (const [commit, names] of context.git?.commits(commits) ?? []) {
    const name = names.join(',')
    views.set(name, openCommit(context, { name, commit }))
  }
  return views
}

function isLikeItsBranch({ git }: MetricsContext, found: ReadonlyMap<string, ViewValues>): boolean {
  const branch = found.get(git?.head().branch ?? '')
  const workspace = found.get(workspaceName)
  if (branch?.kind !== 'values' || workspace?.kind !== 'values' || branch.files.size !== workspace.files.size)
    return false
  return [...workspace.files].every(([file, values]) => {
    const before = branch.files.get(file)
    return values.kind === 'values' && before?.kind === 'values' && sameValues(values.value, before.value)
  })
}

/** A NaN is the same as another one here. */
function sameValues(a: Value, b: Value): boolean {
  return equalLikePython(a, b) || pythonText(a) === pythonText(b)
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
  /** Revisions of which some file, or all, could not be read, and why if it is all. */
  readonly unreadable: readonly string[]
  readonly failures: ReadonlyMap<string, string>
}

/** How the metrics of two revisions differ. */
export async function diffMetrics(context: MetricsContext, request: DiffRequest): Promise<DiffResult> {
  return diffValues(context, request, (view) => viewMetrics(context, view, request.targets))
}

/** Compares what `read` finds in two revisions, file by file. */
export async function diffValues(
  context: MetricsContext,
  request: DiffRequest,
  read: (view: ProjectView) => Promise<ReadonlyMap<RepoPath, FileValues>>,
): Promise<DiffResult> {
  if (hasNoCommit(context)) return { files: new Map(), unreadable: [], failures: new Map() }
  const views = [openView(context, request.before), openView(context, request.after)] as const
  const [before, after] = await Promise.all([valuesOf(views[0], read), valuesOf(views[1], read)])
  const compared = compareFiles(filesOf(before), filesOf(after), request.withEqual)
  const files = new Map([...compared].map(([file, differences]) => [shownName(context, file), differences]))
  const revisions = new Map([
    [request.before, before],
    [request.after, after],
  ])
  return { files, unreadable: namesWithMistakes(revisions), failures: failuresOf(revisions) }
}

type FilesOfValues = ReadonlyMap<RepoPath, FileValues>

/** What differs between the files of two revisions, by file and dotted name. */
export function compareFiles(
  before: FilesOfValues,
  after: FilesOfValues,
  withEqual: boolean,
): Map<RepoPath, ReadonlyMap<string, ValueDifference>> {
  const found = new Map<RepoPath, ReadonlyMap<string, ValueDifference>>()
  for (const file of [...new Set([...before.keys(), ...after.keys()])].sort(compareCodePoints)) {
    const sides = flatSides(before.get(file), after.get(file))
    const differences = compareValues(sides.before, sides.after, withEqual)
    if (differences.size > 0) found.set(file, differences)
  }
  return found
}

function hasNoCommit({ git }: MetricsContext): boolean {
  return git !== undefined && git.head().commit === undefined
}

function filesOf(values: ViewValues): FilesOfValues {
  return values.kind === 'values' ? values.files : new Map()
}

function namesWithMistakes(revisions: ReadonlyMap<string, ViewValues>): string[] {
  return [...revisions].flatMap(([name, values]) => (hasMistakes(values) ? [name] : []))
}

function failuresOf(revisions: ReadonlyMap<string, ViewValues>): Map<string, string> {
  return new Map(
    [...revisions].flatMap(([name, values]) => (values.kind === 'unreadable' ? [[name, values.failure.message]] : [])),
  )
}

function withShownFiles(context: MetricsContext, values: ViewValues): ViewValues {
  if (values.kind === 'unreadable') return values
  const files = [...values.files].map(([file, one]) => [shownName(context, file) as RepoPath, one] as const)
  return { kind: 'values', files: new Map(files) }
}

export function shownName(context: MetricsContext, file: RepoPath): string {
  return toPosix(shownPath(context.workingDirectory, absolutePath(context.root, file)))
}
