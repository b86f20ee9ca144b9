import { abstractWords } from './command-values.ts'
import type { UsedPath, WatchedRun } from './watched-run.ts'

/** A text that is equal for two runs that do the same with other values: command, place, and what they read and write. */
export function shapeOf({ command, directory, files }: WatchedRun): string {
  const paths = (used: readonly UsedPath[]) => used.map(({ path }) => path)
  return JSON.stringify([abstractWords(command.words), directory, paths(files.reads), paths(files.writes), files.both])
}

/** The newest run that succeeded and the one before it that had its shape. `runs`: newest first. */
export function sameShapeTwice(runs: readonly WatchedRun[]): readonly [WatchedRun, WatchedRun] | undefined {
  const [latest, ...earlier] = runs.filter(({ exit }) => exit === 0)
  const same = latest && earlier.find((run) => shapeOf(run) === shapeOf(latest))
  return same && [same, latest]
}
