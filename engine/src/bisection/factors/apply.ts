import { type AbsolutePath, absolutePath, type RepoPath } from '../../foundation/base/index.ts'
import type { BisectionContext, MeasuredProject } from '../bisection-context.ts'
import { withEntries } from './entry-factors.ts'
import type { EntryFactor, Factor, FileFactor, ParamFactor } from './factor.ts'
import { withParams } from './param-factors.ts'

export interface Changes {
  /** The commit that has made them. */
  readonly from: string
  readonly changes: readonly Factor[]
}

/** Makes changes in a work tree that begins as the commit before them. */
export async function applyFactors(context: BisectionContext, project: AbsolutePath, { from, changes }: Changes) {
  const tree = await context.openTree(project)
  try {
    applyFiles(tree, from, changes.filter(isFile))
    for (const [file, params] of byFile(changes.filter(isParam)))
      await edit(tree, file, async (text) => withParams(text, file, params))
    for (const [file, entries] of byFile(changes.filter(isEntry)))
      await edit(tree, file, (text) => withEntries(context, text, file, entries))
  } finally {
    tree.close()
  }
}

/** Git itself writes what is a file or a link, with its mode. */
function applyFiles({ git, files }: MeasuredProject, from: string, changes: readonly FileFactor[]): void {
  if (!git || changes.length === 0) return
  const gone = changes.flatMap(({ change, path, oldPath }) => oldPath ?? (change === 'deleted' ? path : []))
  for (const path of gone) files.remove(absolutePath(git.root, path))
  const index = git.scratchIndex()
  try {
    index.checkout(
      from,
      changes.filter(({ change }) => change !== 'deleted').map(({ path }) => path),
    )
  } finally {
    index.close()
  }
}

async function edit(
  { files, root }: MeasuredProject,
  file: RepoPath,
  change: (text: string) => Promise<string>,
): Promise<void> {
  const place = absolutePath(root, file)
  files.writeAtomic(place, await change(files.readText(place) ?? ''))
}

function byFile<One extends { readonly file: RepoPath }>(changes: readonly One[]): Map<RepoPath, One[]> {
  const found = new Map<RepoPath, One[]>()
  for (const one of changes) found.set(one.file, [...(found.get(one.file) ?? []), one])
  return found
}

function isFile(factor: Factor): factor is FileFactor {
  return factor.kind === 'code' || factor.kind === 'pipeline' || factor.kind === 'data'
}

function isParam(factor: Factor): factor is ParamFactor {
  return factor.kind === 'param'
}

function isEntry(factor: Factor): factor is EntryFactor {
  return factor.kind === 'entry'
}
