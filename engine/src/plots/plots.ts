import { compareCodePoints, Failure, pathInside, type RepoPath } from '../foundation/base/index.ts'
import type { ValueMap } from '../foundation/formats/index.ts'
import { openView, type ProjectView, problemOfDvc, workspaceName } from '../revisions/index.ts'
import { collectDefinitions, type PlotDefinitions, type PlotSelection } from './definitions.ts'
import { groupPlots, type RevisionPlots, sourcesOf } from './group-plots.ts'
import type { DefinitionError, Plot } from './plot.ts'
import { PlotFiles } from './plot-files.ts'
import { type PlotSource, readSource } from './plot-source.ts'
import type { PlotsContext } from './plots-context.ts'
import { sourcePlaces } from './source-places.ts'

export interface PlotsRequest {
  readonly targets: readonly string[]
  /** Properties of plots that win over those of the definitions. */
  readonly properties: ValueMap
}

export interface PlotsDiffRequest extends PlotsRequest {
  readonly revisions: readonly string[]
  /** The one revision is an experiment, and what it began from the other one. */
  readonly ofExperiment: boolean
}

export interface PlotsResult {
  readonly plots: readonly Plot[]
  /** Whether anything speaks of plots. */
  readonly isAnything: boolean
  /** Revisions of which nothing could be read. */
  readonly revisionErrors: readonly DefinitionError[]
}

/** The plots of the workspace. */
export function showPlots(context: PlotsContext, request: PlotsRequest): Promise<PlotsResult> {
  return plotsOf(context, request, [workspaceName])
}

/** The plots of several revisions, laid over each other; of the workspace, and of HEAD if it has changed, if none is named. */
export async function diffPlots(context: PlotsContext, request: PlotsDiffRequest): Promise<PlotsResult> {
  if (!context.git) throw new Failure('git', 'Only supported for Git repositories.', { hint: 'To make one: git init' })
  if (context.git.head().commit === undefined) return { plots: [], isAnything: false, revisionErrors: [] }
  return plotsOf(context, request, comparedRevisions(context.git, request))
}

type Git = NonNullable<PlotsContext['git']>

/** The workspace comes first, wherever it is named. */
function comparedRevisions(git: Git, { revisions, ofExperiment }: PlotsDiffRequest): readonly string[] {
  const baseline = ofExperiment && revisions.length === 1 ? baselineOf(git, revisions[0]!) : undefined
  const named = [...revisions, ...(baseline === undefined ? [] : [baseline])]
  if (named.length > 1)
    return [...new Set(named.sort((a, b) => Number(b === workspaceName) - Number(a === workspaceName)))]
  const other = named.length === 0 && !git.isClean() ? ['HEAD'] : named
  return [...new Set([workspaceName, ...other])]
}

/** What an experiment began from: its ref has the commit in its name. */
function baselineOf(git: Git, revision: string): string | undefined {
  const commit = git.resolve(revision)
  const ref = git.refs('refs/exps').find((one) => one.commit === commit && /^refs\/exps\/[0-9a-f]{2}\//.test(one.name))
  const [, , start = '', rest = ''] = ref?.name.split('/') ?? []
  return ref && `${start}${rest}`.slice(0, 7)
}

async function plotsOf(
  context: PlotsContext,
  { targets, properties }: PlotsRequest,
  revisions: readonly string[],
): Promise<PlotsResult> {
  const directory = pathInside(context.root, context.workingDirectory) ?? ('' as RepoPath)
  const selection = { targets, properties, directory }
  const views = revisions.map((revision) => openView(context, revision))
  const read = await Promise.all(views.map((view) => readRevision(context, view, selection)))
  const found = read.flatMap((one) => (one.kind === 'found' ? [one] : []))
  const revisionErrors = read.flatMap((one) => (one.kind === 'problem' ? [one] : []))
  return { plots: groupPlots(found), isAnything: found.length + revisionErrors.length > 0, revisionErrors }
}

type ReadRevision =
  | (RevisionPlots & { readonly kind: 'found' })
  | (DefinitionError & { readonly kind: 'problem' })
  | { readonly kind: 'nothing' }

/** What cannot be read of a revision is told beside what the others have. */
async function readRevision(context: PlotsContext, view: ProjectView, selection: PlotSelection): Promise<ReadRevision> {
  const files = new PlotFiles(context, view)
  const revision = view.name
  try {
    const definitions = await collectDefinitions(view, files, selection)
    if (!definitions) return { kind: 'nothing' }
    const sources = await readSources(view, files, { definitions, selection })
    return { kind: 'found', revision, definitions, sources }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { kind: 'problem', revision, problem: problemOfDvc(error) }
  }
}

interface Wanted {
  readonly definitions: PlotDefinitions
  readonly selection: PlotSelection
}

async function readSources(
  view: ProjectView,
  files: PlotFiles,
  { definitions, selection }: Wanted,
): Promise<Map<string, PlotSource>> {
  const ids = [...definitions.values()].flatMap((plots) => [...plots])
  const names = [...new Set(ids.flatMap(([id, properties]) => sourcesOf(id, properties)))].sort(compareCodePoints)
  const placeOf = await sourcePlaces(view, selection)
  const sources = await Promise.all(names.map((name) => readSource(files, placeOf(name))))
  return new Map(names.map((name, index) => [name, sources[index]!]))
}
