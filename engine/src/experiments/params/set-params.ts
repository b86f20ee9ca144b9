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
  const files = parseSetParams(setParams, context.chance)
  refuseSweep(files)
  return paramsFilesFor(context, withoutHydra)(files)
}

/**
 * What the params files are to hold with overrides of each, none of which is a sweep. What they hold now is read once, for however many
 * sets of overrides.
 */
export function paramsFilesFor(
  context: WritingContext,
  withoutHydra: boolean,
): (overrides: FileOverrides) => NewParamsFile[] {
  const isComposed = context.config.flag('hydra', 'enabled') && !withoutHydra
  const compose = isComposed ? composer(context) : undefined
  const textOf = memo((place: AbsolutePath) => context.files.readText(place))
  return (overrides) => {
    const files = new Map(overrides)
    if (compose && !files.has(composed)) files.set(composed, [])
    return [...files].map(([file, wanted]) => {
      const place = absolutePath(context.workingDirectory, file)
      if (pathInside(context.root, place) === undefined)
        throw new Failure('outside-project', `The params file '${file}' lies outside of the project.`)
      if (compose && file === composed) return { place, text: compose(wanted) }
      return { place, text: editedText(context, { file, text: textOf(place) }, wanted) }
    })
  }
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
  { environment }: WritingContext,
  { file, text }: { readonly file: string; readonly text: string | undefined },
  overrides: readonly Override[],
): string {
  const lookup = (name: string) => environment.variables[name]
  return editParamsFile({ file, text, overrides, environment: lookup }).text
}

function composer(context: WritingContext): (overrides: readonly Override[]) => string {
  const { config, environment } = context
  const setting = (name: string) => config.text('hydra', name)
  refuseHydraSettings({ configModule: setting('config_module'), pluginsPath: setting('plugins_path') })
  const known = {
    directory: readConfigDirectory(context, setting('config_dir') ?? 'conf'),
    configName: setting('config_name') ?? 'config',
    environment: (name: string) => environment.variables[name],
  }
  return (overrides) => composeParams({ ...known, overrides }).text
}

function memo<Key, Value>(read: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, { readonly value: Value }>()
  return (key) => {
    const found = known.get(key) ?? { value: read(key) }
    known.set(key, found)
    return found.value
  }
}
