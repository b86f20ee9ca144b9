import { isUtf8 } from 'node:buffer'
import * as path from 'node:path'
import type { RepoPath } from '../foundation/base/index.ts'
import { Failure } from '../foundation/base/index.ts'
import { isFalse, pythonTypeName, readParamsFile } from '../pipeline/index.ts'
import type { PlotFiles } from './plot-files.ts'
import type { PlotProblem } from './plot-problem.ts'
import { dataOfSeparated } from './separated.ts'
import { dataOfValue, type PlotData } from './table.ts'

/** A file that plots are made of, as one revision has it. */
export type PlotSource =
  | { readonly kind: 'data'; readonly data: PlotData; readonly pythonType: string }
  | { readonly kind: 'image'; readonly bytes: Uint8Array }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'problem'; readonly problem: PlotProblem }

export interface SourcePlace {
  readonly path: RepoPath
  /** As a person in the working directory calls it. */
  readonly shown: string
  readonly hasHeader: boolean
}

const imageSuffixes: readonly string[] = ['.jpg', '.jpeg', '.gif', '.png', '.svg']
const problemTypes: Readonly<Record<string, readonly [type: string, format: string]>> = {
  '.json': ['JSONFileCorruptedError', 'JSON'],
  '.toml': ['TOMLFileCorruptedError', 'TOML'],
  '.py': ['PythonFileCorruptedError', 'Python'],
  '.yaml': ['YAMLFileCorruptedError', 'YAML'],
  '.yml': ['YAMLFileCorruptedError', 'YAML'],
}

export function isImage(file: string): boolean {
  return imageSuffixes.includes(path.posix.extname(file))
}

/** Reads a file by its suffix. What cannot be read is told, not thrown. */
export async function readSource(files: PlotFiles, place: SourcePlace): Promise<PlotSource> {
  const suffix = path.posix.extname(place.shown)
  const isSeparated = suffix === '.csv' || suffix === '.tsv'
  if (!isSeparated && !isImage(place.shown) && !Object.hasOwn(problemTypes, suffix)) return noSuchFormat(place)
  const bytes = await readable(files, place)
  if (bytes && 'kind' in bytes) return bytes
  if (!bytes) return missing(place, await files.isTracked(place.path))
  if (isImage(place.shown)) return bytes.length === 0 ? { kind: 'nothing' } : { kind: 'image', bytes }
  if (!isUtf8(bytes)) return problem('EncodingError', `unable to read: '${place.shown}', is not valid utf8`)
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
  if (!isSeparated) return readStructured(text, place)
  const data = dataOfSeparated(text, { separator: suffix === '.csv' ? ',' : '\t', hasHeader: place.hasHeader })
  return data ? { kind: 'data', data, pythonType: 'list' } : { kind: 'nothing' }
}

/** Of a remote that cannot give it, why. */
async function readable(files: PlotFiles, { path: place }: SourcePlace): Promise<Uint8Array | PlotSource | undefined> {
  try {
    return await files.read(place)
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'interrupted') throw error
    return problem('FileNotFoundError', `[Errno 2] No storage files available: '${place}'`, error.message)
  }
}

function readStructured(text: string, { shown }: SourcePlace): PlotSource {
  try {
    const value = readParamsFile(text, shown)
    if (isFalse(value)) return { kind: 'nothing' }
    return { kind: 'data', data: dataOfValue(value), pythonType: pythonTypeName(value) }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const [type, format] = problemTypes[path.posix.extname(shown)]!
    return problem(type, `unable to read: '${shown}', ${format} file structure is corrupted`)
  }
}

function noSuchFormat({ shown }: SourcePlace): PlotSource {
  const formats = 'Only JSON, YAML, CSV and TSV formats are supported.'
  return problem('PlotMetricTypeError', `'${shown}' - file type error\n${formats}`)
}

function missing({ path: place, shown }: SourcePlace, isTracked: boolean): PlotSource {
  if (!isTracked) return problem('FileNotFoundError', `[Errno 2] No such file or directory: '${place}'`)
  const words = `'${shown}' is neither here nor in the cache; to get it: sterna pull ${shown}`
  return problem('FileNotFoundError', `[Errno 2] No storage files available: '${place}'`, words)
}

function problem(type: string, message: string, words?: string): PlotSource {
  return { kind: 'problem', problem: { type, message, ...(words === undefined ? {} : { words }) } }
}
