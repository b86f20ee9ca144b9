import { parseDvcFile, type RecordedContent, updateDvcFile } from '../../data/index.ts'
import { absolutePath, compareCodePoints, pathInside, type RepoPath } from '../../foundation/base/index.ts'
import { openCommit } from '../../revisions/index.ts'
import { makeManifest, manifestHash, renderManifest } from '../../storage/index.ts'
import type { BisectionContext } from '../bisection-context.ts'
import type { EntryFactor, FileFactor } from './factor.ts'
import type { Sides } from './find-factors.ts'

/** The files in which a directory that is tracked as data differs; undefined if it cannot be taken apart. */
export async function entryFactors(
  context: BisectionContext,
  { before, after }: Sides,
  { path }: FileFactor,
): Promise<EntryFactor[] | undefined> {
  const file = pathInside(context.root, absolutePath(context.git!.root, path)) as RepoPath
  const [old, now] = [await directoryIn(context, before, file), await directoryIn(context, after, file)]
  if (!old || !now || old.output !== now.output) return undefined
  const relpaths = [...new Set([...old.files.keys(), ...now.files.keys()])].sort(compareCodePoints)
  const changed = relpaths.filter((relpath) => old.files.get(relpath) !== now.files.get(relpath))
  return changed.map((relpath) => {
    const sides = { before: old.files.get(relpath), after: now.files.get(relpath) }
    return { kind: 'entry', id: `entry ${file} ${relpath}`, file, relpath, ...sides }
  })
}

/** The text of a `.dvc` file whose directory has these entries as they became. Its manifest goes into the cache. */
export async function withEntries(
  context: BisectionContext,
  text: string,
  file: RepoPath,
  factors: readonly EntryFactor[],
): Promise<string> {
  const source = parseDvcFile(text, file)
  const [output] = source.outputs
  const entries = new Map(await context.readDirectory(output!.recorded!.hash))
  for (const { relpath, after } of factors) {
    if (after === undefined) entries.delete(relpath)
    else entries.set(relpath, after)
  }
  const rendered = renderManifest(makeManifest([...entries.keys()], [...entries.values()]))
  const content: RecordedContent = { hash: manifestHash(rendered), files: entries.size }
  await context.cache.insertBytes(rendered, content.hash)
  return updateDvcFile(source, new Map([[output!.text, content]]))
}

/** The one directory that a `.dvc` file of a commit stands for. */
async function directoryIn(context: BisectionContext, commit: string, file: RepoPath) {
  const text = await openCommit(context, { name: commit, commit }).readText(file)
  const outputs = text === undefined ? [] : parseDvcFile(text, file).outputs
  const recorded = outputs.length === 1 ? outputs[0]!.recorded : undefined
  if (!recorded?.hash.endsWith('.dir') || recorded.isLegacy || recorded.listing) return undefined
  const files = await context.readDirectory(recorded.hash)
  return files && { files, output: outputs[0]!.path }
}
