import { isWithin, parentOf, type RepoPath } from '../../foundation/base/index.ts'
import type { BrokenPart, Mistake } from './mistake.ts'

/** A file in which nobody can tell what its stages make: whatever its text may mean. */
export function unreadablePart(text: string, file: RepoPath, mistakes: readonly Mistake[]): BrokenPart {
  const directory = parentOf(file)
  const hasExpressions = text.includes('${')
  const mayMake = (path: string) =>
    hasExpressions || isWithin(path, directory) || path.split('/').some((part) => text.includes(part))
  return { file, extent: 'file', name: '', mistakes, mayMake }
}
