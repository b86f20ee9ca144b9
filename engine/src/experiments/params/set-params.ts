import { type AbsolutePath, absolutePath, Failure, pathInside, type RepoPath } from '../../foundation/base/index.ts'
import {
  composeParams,
  editParamsFile,
  type FileOverrides,
  hasSweep,
  type Override,
  parseSetParams,
  refuseHydraSettings,
} from '../../overrides/index.ts'
import type { WritingContext } from '../writing-context.ts'
import { readConfigDirectory } from './config-directory.ts'

export interface SetParamsRequest {
  /** As typed after `-S`. */
  readonly setParams?: readonly string[]
  /** Leave `params.yaml` what it is, also where the project has it composed by Hydra's rules. */
  readonly withoutHydra?: boolean
}

/** A params file with what it is to hold. */
export interface NewParamsFile {
  readonly place: AbsolutePath
  readonly text: string
}

const composed = 'params.yaml'

/** What the params files of one run are to hold. Nothing is written; what cannot be is a `Failure`. */
export function newParamsFiles(
  context: WritingContext,
  { setParams = [], withoutHydra = false }: SetParamsRequest,
): NewParamsFile[] {
  const files = parseSetParams(setParams, Math.random)
  refuseSweep(files)
  return paramsFilesWith(context, files, withoutHydra)
}

/** What the params files are to hold with these overrides of each, none of which is a sweep. */
export function paramsFilesWith(
  context: WritingContext,
  overrides: FileOverrides,
  withoutHydra: boolean,
): NewParamsFile[] {
  const files = new Map(overrides)
  const isComposed = context.config.flag('hydra', 'enabled') && !withoutHydra
  if (isComposed && !files.has(composed)) files.set(composed, [])
  return [...files].map(([file, wanted]) => {
    const place = absolutePath(context.workingDirectory, file)
    if (pathInside(context.root, place) === undefined)
      throw new Failure('outside-project', `The params file '${file}' lies outside of the project.`)
    const isHydra = isComposed && file === composed
    return { place, text: isHydra ? composedText(context, wanted) : editedText(context, file, place, wanted) }
  })
}

/** Writes params files. Returns their paths. */
export function writeParamsFiles(context: WritingContext, files: readonly NewParamsFile[]): RepoPath[] {
  return files.map(({ place, text }) => {
    if (context.files.readText(place) !== text) context.files.writeAtomic(place, text)
    return pathInside(context.root, place)!
  })
}

function refuseSweep(files: FileOverrides): void {
  if (hasSweep(files))
    throw new Failure('usage', "Sweep overrides can't be used without `--queue`", {
      hint: 'Queue one experiment for each value: sterna exp run --queue -S …',
    })
}

function editedText(
  { files, environment }: WritingContext,
  file: string,
  place: AbsolutePath,
  overrides: readonly Override[],
): string {
  const lookup = (name: string) => environment.variables[name]
  return editParamsFile({ file, text: files.readText(place), overrides, environment: lookup }).text
}

function composedText(context: WritingContext, overrides: readonly Override[]): string {
  const { config, environment } = context
  const setting = (name: string) => config.text('hydra', name)
  refuseHydraSettings({ configModule: setting('config_module'), pluginsPath: setting('plugins_path') })
  return composeParams({
    directory: readConfigDirectory(context, setting('config_dir') ?? 'conf'),
    configName: setting('config_name') ?? 'config',
    overrides,
    environment: (name) => environment.variables[name],
  }).text
}
