import { type Failure, overlaps, type RepoPath } from '../foundation/base/index.ts'
import { type BrokenPart, type Definition, mistakeOf, unreadablePart } from './definition/index.ts'

/** A `.dvc` file that cannot be read. */
export function unreadableSource(text: string, file: RepoPath, failure: Failure): BrokenPart {
  return unreadablePart(text, file, [mistakeOf(failure)])
}

/** A lock file that cannot be read: without it nobody can tell how things are with the stages beside it. */
export function unreadableLock({ stages }: Definition, file: RepoPath, failure: Failure): BrokenPart {
  const outputs = stages.flatMap(({ outs }) => outs.map(({ path }) => path))
  const mayMake = (path: string) => outputs.some((output) => overlaps(output, path))
  return { file, extent: 'file', name: '', mistakes: [mistakeOf(failure)], mayMake }
}
