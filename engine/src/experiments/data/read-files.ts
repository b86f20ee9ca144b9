import * as path from 'node:path'
import type { RecordedContent } from '../../data/index.ts'
import { type AbsolutePath, absolutePath, pathInside, shownPath, toPosix } from '../../foundation/base/index.ts'
import { type JsonMap, type JsonValue, jsonMap } from '../../foundation/formats/index.ts'
import type { Dependency, LockEntry, Stage } from '../../pipeline/index.ts'
import type { ProjectView } from '../../revisions/index.ts'

/**
 * Where the paths of a view start: the project's root, or that of a commit, which has nothing above the repository, so that
 * paths which lead out of it are names inside of it.
 */
export function baseOf(root: AbsolutePath, gitRoot: AbsolutePath | undefined, view: ProjectView): AbsolutePath {
  if (view.commit === undefined || gitRoot === undefined) return root
  return absolutePath('/', pathInside(gitRoot, root) ?? '')
}

/** What the stages of a view read, by path, with what is recorded of it. Parameters and imports have places of their own. */
export async function dependenciesOf(base: AbsolutePath, view: ProjectView): Promise<JsonMap> {
  const found: JsonMap = new Map()
  for (const { stages, file } of await view.definitions()) {
    const locked = await view.locked(file)
    for (const stage of stages) addDependencies(found, base, stage, locked.get(stage.name))
  }
  return found
}

function addDependencies(found: JsonMap, base: AbsolutePath, stage: Stage, entry: LockEntry | undefined): void {
  for (const dependency of stage.deps) {
    const place = placeOf(base, dependency)
    const content = entry?.deps.find(({ path: locked }) => locked === dependency.text)?.content
    if (place !== undefined) found.set(place, jsonMap(contentJson(content)))
  }
}

function placeOf(base: AbsolutePath, dependency: Dependency): string | undefined {
  if (dependency.kind === 'file' || dependency.kind === 'outside') return placeFrom(base, dependency.path)
  return dependency.kind === 'url' ? placeOfUrl(dependency.text) : undefined
}

/** DVC takes a URL for a path; of storage that is not the web without its scheme. */
function placeOfUrl(url: string): string {
  return path.posix.normalize(/^https?:/.test(url) ? url : url.replace(/^\w+:\/\//, ''))
}

/** What the stages of a view make and `.dvc` files stand for, by path; metrics and plots have places of their own. */
export async function outputsOf(base: AbsolutePath, view: ProjectView): Promise<JsonMap> {
  const found: JsonMap = new Map()
  for (const { kind, outputs } of await view.stages()) {
    for (const { path: output, recorded, isCached, isMetric, isPlot } of outputs) {
      if (isMetric || isPlot) continue
      const sort = { use_cache: isCached, is_data_source: kind !== 'pipeline' }
      found.set(placeFrom(base, output), jsonMap({ ...contentJson(recorded), ...sort }))
    }
  }
  return found
}

function placeFrom(base: AbsolutePath, file: string): string {
  const isInside = !file.startsWith('../') && !path.isAbsolute(file)
  return isInside ? file : toPosix(shownPath(base, absolutePath(base, file)))
}

function contentJson(content: RecordedContent | undefined): Record<string, JsonValue> {
  return { hash: content?.hash ?? null, size: content?.bytes ?? null, nfiles: content?.files ?? null }
}
