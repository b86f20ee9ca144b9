import type { GitRepository, GitTreeEntry } from '../../foundation/git/index.ts'
import type { RecordedChanges } from '../run-record.ts'

type Git = Pick<GitRepository, 'readTree'>

const mostPaths = 200

interface Found {
  readonly kind: 'added' | 'modified' | 'deleted'
  readonly path: string
}

/** The paths in which the tree of a commit differs from that of another, found without a process: only trees that differ are read. */
export async function treeChanges(git: Git, before: string, after: string): Promise<RecordedChanges> {
  const found: Found[] = []
  await compare(git, { before: `${before}:`, after: `${after}:`, place: '' }, found)
  const shown = found.slice(0, mostPaths)
  const of = (kind: Found['kind']) => shown.filter((one) => one.kind === kind).map(({ path }) => path)
  return {
    added: of('added'),
    modified: of('modified'),
    deleted: of('deleted'),
    ...(found.length > mostPaths && { more: found.length - mostPaths }),
  }
}

interface Pair {
  /** Names of trees; undefined where there is none. */
  readonly before: string | undefined
  readonly after: string | undefined
  readonly place: string
}

async function compare(git: Git, { before, after, place }: Pair, found: Found[]): Promise<void> {
  const [old, now] = [await entriesOf(git, before), await entriesOf(git, after)]
  for (const name of [...new Set([...old.keys(), ...now.keys()])].sort()) {
    const [was, is] = [old.get(name), now.get(name)]
    if (isSame(was, is)) continue
    const path = `${place}${name}`
    const kind = kindOf(fileOf(was), fileOf(is))
    if (kind) found.push({ kind, path })
    if (was?.kind === 'directory' || is?.kind === 'directory')
      await compare(git, { before: treeOf(was), after: treeOf(is), place: `${path}/` }, found)
  }
}

async function entriesOf(git: Git, tree: string | undefined): Promise<ReadonlyMap<string, GitTreeEntry>> {
  const entries = tree === undefined ? [] : ((await git.readTree(tree)) ?? [])
  return new Map(entries.map((entry) => [entry.name, entry]))
}

function isSame(was: GitTreeEntry | undefined, is: GitTreeEntry | undefined): boolean {
  return was?.id === is?.id && was?.kind === is?.kind && was?.isExecutable === is?.isExecutable
}

function kindOf(was: GitTreeEntry | undefined, is: GitTreeEntry | undefined): Found['kind'] | undefined {
  if (was && is) return 'modified'
  return is ? 'added' : was && 'deleted'
}

function fileOf(entry: GitTreeEntry | undefined): GitTreeEntry | undefined {
  return entry?.kind === 'directory' ? undefined : entry
}

function treeOf(entry: GitTreeEntry | undefined): string | undefined {
  return entry?.kind === 'directory' ? entry.id : undefined
}
