import { absolutePath, pathInside, type RepoPath, shownPath } from '../foundation/base/index.ts'
import type { DataContext } from './data-context.ts'

/** What `.dvcignore` says of a path. */
export interface IgnoreAnswer {
  /** As asked. */
  readonly target: string
  readonly isIgnored: boolean
  /** The rule that decides; one that takes back what others ignore is a rule as well. */
  readonly rule: { readonly file: string | undefined; readonly line: number; readonly pattern: string } | undefined
}

/** Whether a path is left out of the project's data, and why. It need not exist. */
export function checkIgnore(
  context: Pick<DataContext, 'root' | 'workingDirectory' | 'files' | 'dvcIgnore'>,
  target: string,
): IgnoreAnswer {
  const place = absolutePath(context.workingDirectory, target)
  const file = pathInside(context.root, place)
  if (file === undefined || file === '') return { target, isIgnored: false, rule: undefined }
  const isDirectory = context.files.stat(place)?.kind === 'directory'
  const rule = context.dvcIgnore.decidingRule(file as RepoPath, isDirectory)
  if (!rule) return { target, isIgnored: false, rule }
  const { line, pattern, isNegated } = rule
  const name = rule.file && shownPath(context.root, rule.file)
  return { target, isIgnored: !isNegated, rule: { file: name, line, pattern } }
}
