import {
  absolutePath,
  Failure,
  isWithin,
  joinRepo,
  parentOf,
  pathInside,
  type RepoPath,
} from '../../foundation/base/index.ts'
import type { GitFileDiff } from '../../foundation/git/index.ts'
import { openCommit, type ProjectView } from '../../revisions/index.ts'
import type { BisectionContext } from '../bisection-context.ts'
import type { Factor, FileFactor } from './factor.ts'
import { paramFactors } from './param-factors.ts'

/** Two commits of which the second one is bad. */
export interface Sides {
  readonly before: string
  readonly after: string
}

/** What two commits differ in, taken apart: parameters one by one, every other file by itself. What stages make is no cause. */
export async function findFactors(context: BisectionContext, { before, after }: Sides): Promise<Factor[]> {
  const views = [before, after].map((commit) => openCommit(context, { name: commit, commit })) as [
    ProjectView,
    ProjectView,
  ]
  const files = await projectFiles(views)
  const found: Factor[] = []
  for (const diff of context.git!.diffFiles(before, after, context.git!.root)) {
    const path = pathInside(context.root, absolutePath(context.git!.root, diff.path)) as RepoPath | undefined
    if (path !== undefined && isRecord(path, files.outputs)) continue
    const params = path !== undefined && files.params.has(path) ? await paramsOf(views, path) : undefined
    found.push(...(params ?? [fileFactor(diff, path)]))
  }
  return found
}

interface ProjectFiles {
  readonly outputs: readonly RepoPath[]
  readonly params: ReadonlySet<RepoPath>
}

/** What the pipelines of both sides say about files; nothing if they cannot be read. */
async function projectFiles(views: readonly ProjectView[]): Promise<ProjectFiles> {
  const definitions = (await Promise.all(views.map((view) => readable(() => view.definitions())))).flat()
  const stages = definitions.flatMap((definition) => definition.stages)
  const outputs = stages.flatMap(({ outs }) => outs.map(({ path }) => path as RepoPath))
  const metrics = definitions.flatMap(({ file, metrics, plots }) =>
    [...metrics, ...plots.map(({ id }) => id)].map((place) => joinRepo(parentOf(file), place)),
  )
  const params = stages.flatMap((stage) => stage.params.map(({ path }) => path))
  const listed = definitions.flatMap(({ file, params }) => params.map((place) => joinRepo(parentOf(file), place)))
  return { outputs: [...outputs, ...metrics], params: new Set(['params.yaml' as RepoPath, ...params, ...listed]) }
}

async function readable<Item>(read: () => Promise<readonly Item[]>): Promise<readonly Item[]> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Failure && error.code !== 'interrupted') return []
    throw error
  }
}

function isRecord(path: RepoPath, outputs: readonly RepoPath[]): boolean {
  return /(?:^|\/)(?:dvc\.lock|\.gitignore)$/.test(path) || outputs.some((output) => isWithin(output, path))
}

/** Undefined of a file that only one side has, or that cannot be read: it is a change as a whole. */
async function paramsOf([before, after]: readonly [ProjectView, ProjectView], path: RepoPath) {
  const texts = [await before.readText(path), await after.readText(path)]
  if (texts[0] === undefined || texts[1] === undefined) return undefined
  try {
    return paramFactors(path, texts[0], texts[1])
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}

function fileFactor({ kind: change, path, oldPath }: GitFileDiff, inProject: RepoPath | undefined): FileFactor {
  const kind = inProject?.endsWith('.dvc') ? 'data' : /(?:^|\/)dvc\.yaml$/.test(inProject ?? '') ? 'pipeline' : 'code'
  return { kind, id: `file ${path}`, path, change, ...(oldPath === undefined ? {} : { oldPath }) }
}
