import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { difference } from '../aftermath.ts'
import type { FaultProject } from '../project.ts'
import type { Files } from '../snapshot.ts'
import type { ExperimentScene } from './scenes.ts'
import { brokenRefs, leftovers, type RepositoryState, removeGitLocks, stateOf } from './state.ts'

/** What a command writes down beside its result: what it put by, and when it was last done; records that `exp gc` clears. */
const ofNoMatter = / (?:refs\/exps\/(?:apply|exec|stash|sterna|celery)|record of nobody)/

/** What is wrong right after the disturbance; undefined if nothing is. */
export function judgeDisturbed(
  project: FaultProject,
  scene: ExperimentScene,
  before: RepositoryState,
  expected: RepositoryState,
): string | undefined {
  removeGitLocks(project)
  const now = stateOf(project)
  if (now.checkedOut !== before.checkedOut) return 'HEAD or the index is another one'
  const half = [...now.refs].find(([ref, commit]) => !isOneOf(commit, ref, before.refs, expected.refs))
  if (half) return `half a ref: ${half.join(' ')}`
  const lost = [...before.refs.keys()].find(
    (ref) => !now.refs.has(ref) && expected.refs.has(ref) && !ofNoMatter.test(ref),
  )
  if (lost) return `a ref is lost: ${lost}`
  return brokenRefs(project) ?? changedFile(project, scene, before, now, expected)
}

function isOneOf(value: string, key: string, ...states: readonly Files[]): boolean {
  return ofNoMatter.test(key) || states.some((state) => state.get(key) === value)
}

function changedFile(
  project: FaultProject,
  { writes = [], stashes }: ExperimentScene,
  before: RepositoryState,
  now: RepositoryState,
  expected: RepositoryState,
): string | undefined {
  for (const [name, hash] of before.files) {
    if (!name.startsWith('project/') || name.startsWith('project/.dvc/')) continue
    if (now.files.get(name) === hash) continue
    const own = name.slice('project/'.length)
    if (!writes.includes(own)) return `${own} is not what it was`
    if (now.files.get(name) !== expected.files.get(name)) return `${own} is neither what it was nor what it becomes`
    if (stashes && !isCached(now, hash) && !isKept(project, own, hash)) return `what ${own} was is kept nowhere`
  }
  return undefined
}

function isCached({ files }: RepositoryState, hash: string): boolean {
  return [...files].some(([name, one]) => one === hash && name.startsWith('project/.dvc/cache/files/'))
}

/** Whether what the person had in a file is in HEAD, or in some commit that `exp apply` has put by. */
function isKept(project: FaultProject, file: string, hash: string): boolean {
  return ['HEAD', ...stashed(project)].some((commit) => {
    const words = ['ls-tree', '--format=%(objectname)', commit, '--', file]
    const id = project.git(words).trim()
    return (
      id !== '' &&
      hash ===
        createHash('md5')
          .update(project.git(['cat-file', 'blob', id]))
          .digest('hex')
    )
  })
}

function stashed(project: FaultProject): string[] {
  if (!fs.existsSync(project.at('project/.git/logs/refs/exps/apply/stash'))) return []
  const own = project.git(['log', '-g', '--format=%H %P', 'refs/exps/apply/stash'])
  return own.split(/\s+/).filter(Boolean)
}

/**
 * What is wrong after the command has been run once more; undefined if nothing is. An `exp apply` that was whole has put by what was
 * there before it, and another one puts by what is there then. One that is refused, because all was done the first time, takes nothing away
 * either: what was left goes with the next one that does something.
 */
export async function judgeAfter(
  project: FaultProject,
  scene: ExperimentScene,
  before: RepositoryState,
  expected: RepositoryState,
): Promise<string | undefined> {
  const isWhole = stateOf(project).refs.has('project refs/exps/exec/EXEC_APPLY')
  const { status, stderr } = await project.run(scene.words)
  if (status !== 0 && !scene.whenDone?.test(stderr)) return `running it again fails: ${stderr}`
  const now = stateOf(project)
  if (now.checkedOut !== expected.checkedOut) return 'HEAD or the index is another one after the second run'
  const left = status === 0 ? leftovers(project) : []
  return (
    difference(counted(expected.refs), counted(now.refs)) ??
    difference(expected.files, now.files) ??
    (isWhole ? undefined : changedFile(project, scene, before, now, expected)) ??
    (left.length > 0 ? `left after the second run: ${left.slice(0, 8).join(', ')}` : undefined)
  )
}

function counted(refs: Files): Files {
  return new Map([...refs].filter(([ref]) => !ofNoMatter.test(ref)))
}
