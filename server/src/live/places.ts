import { createHash } from 'node:crypto'
import * as path from 'node:path'
import { absolutePath, type FileSystem, lockFileOf, type Project, realFileSystem, watchedFiles } from '@sterna/engine'

/** A path whose state tells whether something differs. Of a tree all its directories count, as far down as it is said. */
export interface Place {
  readonly path: string
  readonly depth: number
  /** Of a directory its files count, too. */
  readonly withFiles?: boolean
}

/** Where it shows that experiments differ: refs, tasks, and what is in the workspace. */
export function experimentPlaces(project: Project): Place[] {
  const { git } = project
  if (git === undefined) return []
  const { gitDirectory, commonDirectory } = git.places
  return [
    file(gitDirectory, 'HEAD'),
    file(commonDirectory, 'packed-refs'),
    { path: path.join(commonDirectory, 'refs'), depth: deepestRefs },
    ...queuePlaces(project),
    ...workspacePlaces(project),
  ]
}

/** Where it shows that the queue differs. */
export function queuePlaces({ root, sharedState }: Project): Place[] {
  return [
    { path: path.join(root, '.dvc/tmp/exps'), depth: deepestTasks },
    { path: path.join(sharedState, 'jobs'), depth: 2 },
  ]
}

const deepestRefs = 6
const deepestTasks = 4

function workspacePlaces({ root }: Project): Place[] {
  return [...watchedFiles, 'sterna.yaml'].map((name) => file(root, name))
}

/** Where it shows that a stage would do something else: its files, what it reads and makes, and the directories they are in. */
export function pipelinePlaces(project: Project): Place[] {
  const { root, sharedState } = project
  const stages = project.definitions().flatMap((definition) => definition.stages)
  const files = [
    ...stages.flatMap(({ file: own, deps, params, outs }) => [
      own,
      lockFileOf(own),
      ...[...deps, ...params, ...outs].flatMap((one) => ('path' in one ? [one.path] : [])),
    ]),
    ...project.stages().flatMap((tracked) => [tracked.file, ...tracked.outputs.map((output) => output.path)]),
  ]
  const places = files.map((name) => path.join(root, name))
  const directories = places.map((one) => path.dirname(one))
  const unique = new Set([root, ...places, ...directories, path.join(root, '.dvc/tmp/rwlock')])
  return [
    ...[...unique].map((one) => ({ path: one, depth: 0 })),
    { path: path.join(sharedState, 'attempts'), depth: 1 },
  ]
}

function file(directory: string, name: string): Place {
  return { path: path.join(directory, name), depth: 0 }
}

/** A text that differs as soon as one of the places does. */
export function stampOf(places: readonly Place[], files: FileSystem = realFileSystem): string {
  const hash = createHash('sha256')
  for (const place of places) look(files, place, hash)
  return hash.digest('hex').slice(0, 32)
}

function look(
  files: FileSystem,
  { path: place, depth, withFiles = false }: Place,
  hash: ReturnType<typeof createHash>,
): void {
  const state = files.lstat(absolutePath(place))
  hash.update(`${place}\0${state ? `${state.mtimeMs} ${state.bytes} ${state.inode}` : ''}\n`)
  if (withFiles)
    for (const { name } of files.list(absolutePath(place)) ?? [])
      look(files, { path: path.join(place, name), depth: 0 }, hash)
  if (depth === 0 || state?.kind !== 'directory') return
  for (const { name, kind } of files.list(absolutePath(place)) ?? [])
    if (kind === 'directory') look(files, { path: path.join(place, name), depth: depth - 1 }, hash)
}
