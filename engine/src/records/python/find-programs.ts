import { type AbsolutePath, absolutePath, joinRepo, type RepoPath } from '../../foundation/base/index.ts'
import { type Environment, type FileSystem, orNothing } from '../../foundation/system/index.ts'

export interface FindContext {
  readonly files: FileSystem
  readonly environment: Environment
  readonly root: AbsolutePath
}

/** A command, and the folder of the project in which it runs. */
export interface PlacedCommand {
  readonly command: string
  readonly directory: RepoPath
}

const usualNames = ['python', 'python3']

/** The interpreters that the commands call, where the shell of stages finds them; if they call none by name, that of the active environment. */
export function findInterpreters(context: FindContext, commands: readonly PlacedCommand[]): readonly AbsolutePath[] {
  const named = commands.flatMap((command) => calledBy(command).map((program) => placeOf(context, command, program)))
  const found = named.filter((place) => place !== undefined)
  return [...new Set(found.length > 0 ? found : [activeInterpreter(context)].filter((place) => place !== undefined))]
}

function activeInterpreter(context: FindContext): AbsolutePath | undefined {
  const { variables } = context.environment
  const prefixes = [variables['VIRTUAL_ENV'], variables['CONDA_PREFIX']].filter((prefix) => prefix)
  const inPrefixes = prefixes.map((prefix) => inDirectories(context, binariesIn(context, prefix!), usualNames))
  return [onPath(context, usualNames), ...inPrefixes].find((place) => place !== undefined)
}

/** Words of a command that call Python, and those that have an environment of the project's call it. */
function calledBy({ command }: PlacedCommand): string[] {
  const words = [...command.matchAll(/(?:^|[\s;&|(`])((?:[^\s;&|(`'"$]*\/)?python[\d.]*(?:\.exe)?)(?=$|[\s;&|)])/g)]
  const isManaged = /(?:^|[\s;&|(])(?:uv|poetry|pdm|pipenv|hatch)\s+run(?:\s|$)/.test(command)
  return [...words.map(([, word]) => word!), ...(isManaged ? ['.venv/bin/python', '.venv/Scripts/python.exe'] : [])]
}

function placeOf(context: FindContext, { directory }: PlacedCommand, program: string): AbsolutePath | undefined {
  if (!program.includes('/')) return onPath(context, [program])
  const from = absolutePath(context.root, directory)
  const places = [absolutePath(from, program), absolutePath(context.root, joinRepo('' as RepoPath, program))]
  return places.find((place) => isFile(context, place))
}

function onPath(context: FindContext, names: readonly string[]): AbsolutePath | undefined {
  const { variables, platform } = context.environment
  const text = variables['PATH'] ?? variables['Path'] ?? ''
  const directories = text.split(platform === 'win32' ? ';' : ':').filter((directory) => directory !== '')
  return inDirectories(
    context,
    directories.map((directory) => absolutePath(context.root, directory)),
    names,
  )
}

function binariesIn({ environment, root }: FindContext, prefix: string): AbsolutePath[] {
  const inside = environment.platform === 'win32' ? ['Scripts', ''] : ['bin']
  return inside.map((name) => absolutePath(absolutePath(root, prefix), name))
}

function inDirectories(
  context: FindContext,
  directories: readonly AbsolutePath[],
  names: readonly string[],
): AbsolutePath | undefined {
  const ending = context.environment.platform === 'win32' ? '.exe' : ''
  const places = names.flatMap((name) => directories.map((directory) => absolutePath(directory, name + ending)))
  return places.find((place) => isFile(context, place))
}

function isFile({ files }: FindContext, place: AbsolutePath): boolean {
  return orNothing(() => files.stat(place))?.kind === 'file'
}
