import * as path from 'node:path'
import { type AbsolutePath, absolutePath, Failure, pathInside } from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'
import { addIgnoreLine, ignoreLine, removeIgnoreLine } from './ignore-lines.ts'

export interface GitIgnoreContext {
  readonly files: FileSystem
  readonly git: GitRepository | undefined
}

/** Which lines of an ignore file have to come after one that is added. */
export interface LineOrder {
  laterIn(file: AbsolutePath): ReadonlySet<string>
  /** To be called before the line is added. */
  adds(file: AbsolutePath, line: string): void
}

/** Hides outputs from Git, each in the `.gitignore` of its own directory. Returns the ignore files it has changed. */
export function hideFromGit(
  context: GitIgnoreContext,
  outputs: readonly AbsolutePath[],
  order?: LineOrder,
): AbsolutePath[] {
  const { git, files } = context
  if (!git) return []
  const changed = new Set<AbsolutePath>()
  for (const output of outputs) {
    if (isHidden(git, files, output)) continue
    const file = absolutePath(path.dirname(output), '.gitignore')
    const line = ignoreLine(path.basename(output))
    order?.adds(file, line)
    files.writeAtomic(file, addIgnoreLine(files.readText(file) ?? '', line, order?.laterIn(file)))
    git.forgetIgnoreRules()
    changed.add(file)
  }
  return [...changed]
}

/** Takes the lines that hide these outputs out again; an ignore file without lines goes. Returns the changed files. */
export function showToGit(context: GitIgnoreContext, outputs: readonly AbsolutePath[]): AbsolutePath[] {
  const { git, files } = context
  if (!git) return []
  const changed = new Set<AbsolutePath>()
  for (const output of outputs) {
    const file = absolutePath(path.dirname(output), '.gitignore')
    const before = files.readText(file)
    if (before === undefined) continue
    const after = removeIgnoreLine(before, path.basename(output))
    if (after === before) continue
    if (after === undefined) files.remove(file)
    else files.writeAtomic(file, after)
    changed.add(file)
  }
  if (changed.size > 0) git.forgetIgnoreRules()
  return [...changed]
}

/** Refuses an output of which Git has content already: it would be kept twice, and checkouts would fight over it. */
export function refuseTrackedByGit(
  context: GitIgnoreContext,
  outputs: readonly AbsolutePath[],
  shown: (output: AbsolutePath) => string,
): void {
  const tracked = context.git?.tracked(outputs) ?? new Set()
  const output = outputs.find((candidate) => tracked.has(candidate))
  if (output === undefined) return
  const name = shown(output)
  throw new Failure(
    'tracked-by-git',
    ` output '${name}' is already tracked by SCM (e.g. Git).\n    You can remove it from Git, then add to DVC.\n        To stop tracking from Git:\n            git rm -r --cached '${name}'\n            git commit -m "stop tracking ${name}" `,
  )
}

function isHidden(git: GitRepository, files: FileSystem, output: AbsolutePath): boolean {
  const inside = pathInside(git.root, output)
  if (inside === undefined) throw new Failure('usage', `'${output}' lies outside of the Git repository.`)
  return git.ignore.isIgnored(inside, files.stat(output)?.kind === 'directory')
}
