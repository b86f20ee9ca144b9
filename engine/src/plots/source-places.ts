import type { RepoPath } from '../foundation/base/index.ts'
import type { ProjectView } from '../revisions/index.ts'
import { type PlotSelection, placeInProject } from './definitions.ts'
import type { SourcePlace } from './plot-source.ts'

/** Where the files of plots are, by how a person calls them, and whether their first row has names. */
export async function sourcePlaces(
  view: ProjectView,
  { directory, properties }: PlotSelection,
): Promise<(shown: string) => SourcePlace> {
  const outputs = (await view.definitions()).flatMap(({ stages }) => stages.flatMap(({ outs }) => outs))
  const withoutHeader = new Set<RepoPath>(
    outputs.filter(({ plot }) => plot.get('header') === false).map(({ path }) => path),
  )
  const given = properties.get('header')
  return (shown) => {
    const path = placeInProject(directory, shown)
    return { path, shown, hasHeader: given === undefined ? !withoutHeader.has(path) : given !== false }
  }
}
