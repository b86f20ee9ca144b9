import { Failure } from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'
import { type RegistryTag, registryTags } from './registry-tags.ts'

/** Which revisions are meant beside the workspace. */
export interface RevisionSelection {
  readonly revision?: string
  /** How many commits from the revision, or from each branch, along first parents. */
  readonly commits?: number
  readonly allBranches: boolean
  readonly allTags: boolean
  readonly allCommits: boolean
  readonly allExperiments: boolean
  /** Commits since this day, `2024-01-31`, at midnight here. */
  readonly since?: string
  /** Whatever else is meant: not what tags of the registry name. */
  readonly withoutRegistry: boolean
}

export interface SelectedRevision {
  /** As it was asked for, with commas between if it was in several ways. */
  readonly name: string
  readonly commit: string
}

type Git = Pick<GitRepository, 'resolve' | 'commits' | 'history' | 'refs' | 'parents'>

/** Below this lie experiments, and what DVC needs while one runs. */
export const experimentRefs = 'refs/exps'

/** An experiment's ref: the id of the commit it began at, in two parts, and its name. */
const experimentRef = /^refs\/exps\/([0-9a-f]{2})\/([0-9a-f]{38,62})\/(.+)$/

/** The commits that are meant, each once. A revision that does not exist is a `Failure`. */
export async function selectRevisions(git: Git, selection: RevisionSelection): Promise<SelectedRevision[]> {
  const names = new Map<string, Set<string>>()
  const take = ({ name, commit }: SelectedRevision) =>
    names.set(commit, (names.get(commit) ?? new Set<string>()).add(name))
  const count = selection.commits || 1
  if (selection.revision !== undefined) (await latest(git, resolved(git, selection.revision), count)).forEach(take)
  if (selection.allCommits) commitsOf(git).forEach(take)
  else for (const one of await branchesTagsAndDays(git, selection, count)) take(one)
  if (!selection.withoutRegistry) registryTags(git).forEach(take)
  if (selection.allExperiments) (await experimentCommits(git)).forEach(take)
  return [...names].map(([commit, given]) => ({ commit, name: [...given].join(',') }))
}

/** Tags of the registry that lead to commits which nothing else selects. */
export async function keptByRegistry(git: Git, selection: RevisionSelection): Promise<RegistryTag[]> {
  if (selection.withoutRegistry || selection.allCommits || selection.allTags) return []
  const tags = registryTags(git)
  if (tags.length === 0) return []
  const others = await selectRevisions(git, { ...selection, withoutRegistry: true })
  const selected = new Set(others.map(({ commit }) => commit))
  return tags.filter(({ commit }) => !selected.has(commit))
}

/** Midnight of a day written as `2024-01-31`, in seconds since 1970. */
export function startOfDay(text: string): number {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)?.map(Number) ?? []
  const date = new Date(year ?? 0, (month ?? 0) - 1, day)
  if (day === undefined || date.getMonth() !== month! - 1 || date.getDate() !== day) throw noDay(text)
  return date.getTime() / 1000
}

/** What an experiment's ref is called by people; undefined for refs that are no experiment. */
export function experimentName(ref: string): string | undefined {
  return experimentRef.exec(ref)?.[3]
}

async function branchesTagsAndDays(git: Git, selection: RevisionSelection, count: number): Promise<SelectedRevision[]> {
  const { allBranches, allTags, since } = selection
  const tips = namedTips(git.commits({ allBranches }))
  const branches = await Promise.all(tips.map((tip) => latest(git, tip, count)))
  const tags = namedTips(git.commits({ allTags }))
  const begin = since === undefined ? undefined : startOfDay(since)
  const days = begin === undefined ? [] : git.history().filter(({ seconds }) => seconds >= begin)
  return [...branches.flat(), ...tags, ...days.map(({ commit }) => ({ name: commit, commit }))]
}

function namedTips(tips: ReadonlyMap<string, readonly string[]>): SelectedRevision[] {
  return [...tips].flatMap(([commit, names]) => names.map((name) => ({ name, commit })))
}

function commitsOf(git: Git): SelectedRevision[] {
  return git.history().map(({ commit }) => ({ name: commit, commit }))
}

function resolved(git: Git, revision: string): SelectedRevision {
  const commit = git.resolve(revision)
  if (commit !== undefined) return { name: revision, commit }
  throw new Failure('git', `unknown Git revision '${revision}'`, {
    hint: 'To see the branches and tags: git log --all',
  })
}

/** The revision and those before it along first parents, up to `count` of them. */
async function latest(git: Git, tip: SelectedRevision, count: number): Promise<SelectedRevision[]> {
  const found = [tip]
  while (found.length < count) {
    const [parent] = await git.parents(found.at(-1)!.commit)
    if (parent === undefined) break
    found.push({ name: parent, commit: parent })
  }
  return found
}

/** Every experiment's commits down to the one it began at, whose id its ref holds. */
async function experimentCommits(git: Git): Promise<SelectedRevision[]> {
  const found: SelectedRevision[] = []
  for (const { name, commit: tip } of git.refs(experimentRefs)) {
    const [isOne, ...begun] = experimentRef.exec(name)?.slice(0, 3) ?? []
    if (isOne === undefined) continue
    for (let commit: string | undefined = tip; commit !== undefined && commit !== begun.join(''); ) {
      found.push({ name: commit, commit })
      commit = (await git.parents(commit))[0]
    }
  }
  return found
}

function noDay(text: string): Failure {
  return new Failure('usage', `time data '${text}' does not match format '%Y-%m-%d'`, {
    hint: 'Write the day as 2024-01-31.',
  })
}
