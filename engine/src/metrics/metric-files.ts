import * as path from 'node:path'
import { joinRepo, parentOf, type RepoPath } from '../foundation/base/index.ts'
import type { Value } from '../foundation/formats/index.ts'
import { readParamsFile } from '../pipeline/index.ts'
import type { ProjectView } from '../revisions/index.ts'
import type { MetricsContext } from './metrics-context.ts'

/** A file with metrics or parameters, and the hash under which the cache has it, if it is an output. */
export interface ValueFile {
  readonly path: RepoPath
  readonly hash: string | undefined
}

/** What a file of values holds, or why it could not be read. */
export type FileValues =
  | { readonly kind: 'values'; readonly value: Value }
  | { readonly kind: 'error'; readonly type: string; readonly message: string }

/** Every file of metrics that the pipelines of a view declare, each once. */
export async function metricFiles(view: ProjectView): Promise<ValueFile[]> {
  const found = new Map<RepoPath, ValueFile>()
  for (const definition of await view.definitions()) {
    const locked = await view.locked(definition.file)
    for (const stage of definition.stages) {
      for (const { path, text, isMetric } of stage.outs) {
        const hash = locked.get(stage.name)?.outs.find((out) => out.path === text)?.content?.hash
        if (isMetric) found.set(path, { path, hash })
      }
    }
    for (const place of definition.metrics) {
      const target = joinRepo(parentOf(definition.file), place)
      const files = await view.filesAt(target)
      for (const file of files.length > 0 ? files : [target])
        if (!found.has(file)) found.set(file, { path: file, hash: undefined })
    }
  }
  return [...found.values()]
}

/** The content of a file of values: from the view, or from the cache if it is an output that Git does not have. */
export async function readValues(context: MetricsContext, view: ProjectView, file: ValueFile): Promise<FileValues> {
  const text = (await view.readText(file.path)) ?? (await cachedText(context, file.hash))
  if (text === undefined) return { kind: 'error', type: 'FileNotFoundError', message: `${file.path} does not exist` }
  try {
    return { kind: 'values', value: readParamsFile(text, file.path) }
  } catch (error) {
    return {
      kind: 'error',
      type: errorTypes[suffixOf(file.path)] ?? 'YAMLFileCorruptedError',
      message: error instanceof Error ? error.message : String(error),
    }
  }
}

const errorTypes: Readonly<Record<string, string>> = {
  '.json': 'JSONFileCorruptedError',
  '.toml': 'TOMLFileCorruptedError',
  '.py': 'PythonFileCorruptedError',
}

function suffixOf(file: string): string {
  return path.posix.extname(file).toLowerCase()
}

async function cachedText(context: MetricsContext, hash: string | undefined): Promise<string | undefined> {
  const bytes = hash === undefined ? undefined : await context.readCached(hash)
  return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8')
}
