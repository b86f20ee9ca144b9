import type { GitRepository, RefChange } from '../foundation/git/index.ts'
import { parseRecord } from './render-record.ts'
import type { RunRecord } from './run-record.ts'

/** Below this lies a ref for each record, named by the commit it belongs to; it leads to a blob. DVC does not look here. */
export const recordNamespace = 'refs/sterna/records'

/** `refs/sterna/records/<first two digits of the commit>/<the others>`. */
export function recordRef(commit: string): string {
  return `${recordNamespace}/${commit.slice(0, 2)}/${commit.slice(2)}`
}

/** The commit that a record belongs to, by its ref; undefined for what is no such ref. */
export function commitOfRecord(ref: string): string | undefined {
  const [, start, rest] = /^refs\/sterna\/records\/([0-9a-f]{2})\/([0-9a-f]{38,62})$/.exec(ref) ?? []
  return start === undefined ? undefined : `${start}${rest}`
}

/** The blob of each record of the clone, by the commit it belongs to. */
export function listRecords(git: Pick<GitRepository, 'refsBelow'>): ReadonlyMap<string, string> {
  return byCommit(git.refsBelow(recordNamespace))
}

/** The same of another repository, from all refs that it has told of. */
export function byCommit(refs: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(
    [...refs].flatMap(([ref, blob]) => {
      const commit = commitOfRecord(ref)
      return commit === undefined ? [] : [[commit, blob] as const]
    }),
  )
}

/** How the ref of a record changes; `from` and `to` are blobs. */
export function recordChange(commit: string, from: string | undefined, to: string | undefined): RefChange {
  return { ref: recordRef(commit), from, to }
}

/** The record of a commit; undefined if it has none, or one that cannot be read. */
export async function readRecord(
  git: Pick<GitRepository, 'refId' | 'readBlob'>,
  commit: string,
): Promise<RunRecord | undefined> {
  const blob = git.refId(recordRef(commit))
  const bytes = blob && (await git.readBlob(blob))
  return bytes ? parseRecord(bytes.toString('utf8'), commit) : undefined
}
