import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openProject, type Project } from '../../project/index.ts'
import { openView } from '../../revisions/index.ts'
import { byBaseline, listExperiments, listRemoteExperiments } from './experiments.ts'
import { findExperiment, findExperiments } from './find-experiments.ts'

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'refs '))
const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org']
const git = (...words: string[]) =>
  execFileSync('git', [...identity, ...words], { cwd: directory, encoding: 'utf8', stdio: 'pipe' }).trim()
const commit = (message: string, ...words: string[]) => git('commit-tree', 'HEAD^{tree}', '-m', message, ...words)
const refOf = (baseline: string, name: string) => `refs/exps/${baseline.slice(0, 2)}/${baseline.slice(2)}/${name}`

let project: Project
let first: string
let second: string
const commits: Record<string, string> = {}

beforeAll(async () => {
  git('init', '--quiet', '-b', 'main')
  fs.mkdirSync(path.join(directory, '.dvc'))
  fs.writeFileSync(path.join(directory, '.dvc/config'), '')
  for (const name of ['one', 'two']) {
    fs.writeFileSync(path.join(directory, 'file'), name)
    git('add', '--all')
    git('commit', '--quiet', '-m', name)
  }
  first = git('rev-parse', 'HEAD~1')
  second = git('rev-parse', 'HEAD')
  const make = (key: string, baseline: string, name: string) => {
    commits[key] = commit(key, '-p', baseline)
    git('update-ref', refOf(baseline, name), commits[key])
  }
  make('old', first, 'old')
  make('both1', first, 'both')
  make('twice1', first, 'twice')
  git('pack-refs', '--all')
  make('both2', second, 'both')
  make('new', second, 'new')
  const other = commit('other', '-p', first)
  git('update-ref', refOf(other, 'twice'), other)
  git('update-ref', 'refs/exps/exec/EXEC_HEAD', second)
  git('update-ref', 'refs/exps/stash', second)
  fs.writeFileSync(path.join(directory, `.git/${refOf(second, 'new')}.lock`), '')
  project = await openProject({ workingDirectory: directory })
})
afterAll(() => {
  project.close()
  fs.rmSync(directory, { recursive: true })
})

describe('experiments of a clone', () => {
  it('are its refs, packed or not, without those that are none', () => {
    const groups = byBaseline(listExperiments(project.git!))
    expect(groups.get(first)!.map(({ name }) => name)).toEqual(['both', 'old', 'twice'])
    expect(groups.get(second)!.map(({ name }) => name)).toEqual(['both', 'new'])
  })

  it('follow a ref that was packed and then set anew', () => {
    const moved = commit('moved', '-p', first)
    git('update-ref', refOf(first, 'old'), moved)
    expect(findExperiment(project.git!, 'old')?.commit).toBe(moved)
    git('update-ref', refOf(first, 'old'), commits.old!)
  })

  it('are the same in another repository', () => {
    const names = listRemoteExperiments(project.git!, directory).map(({ name }) => name)
    expect(names.sort()).toEqual(['both', 'both', 'new', 'old', 'twice', 'twice'])
    expect(() => listRemoteExperiments(project.git!, 'nope')).toThrow("'nope' is not a valid Git remote or URL")
  })
})

describe('an experiment', () => {
  it('is found by name or by its full ref', () => {
    expect(findExperiment(project.git!, 'old')).toMatchObject({ baseline: first, commit: commits.old })
    expect(findExperiment(project.git!, refOf(first, 'both'))?.commit).toBe(commits.both1)
    expect(findExperiment(project.git!, 'nope')).toBeUndefined()
    expect(() => findExperiment(project.git!, 'refs/heads/main')).toThrow(
      "'refs/heads/main' is not a valid experiment refname.",
    )
  })

  it('of several with one name is the one that began at HEAD', () => {
    expect(findExperiment(project.git!, 'both')?.commit).toBe(commits.both2)
    expect(() => findExperiment(project.git!, 'twice')).toThrow(
      /^Ambiguous name 'twice' refers to multiple experiments\. Use one of the following full refnames instead:\n\n\trefs\/exps\/.*\/twice\n\trefs\/exps\/.*\/twice$/,
    )
  })
})

describe('several experiments', () => {
  it('are found together, and those that are none are told', () => {
    const found = findExperiments(listExperiments(project.git!), ['old', 'nope'], second)
    expect([...found].map(([name, one]) => [name, one?.commit])).toEqual([
      ['old', commits.old],
      ['nope', undefined],
    ])
  })
})

describe('where a revision is accepted', () => {
  it("an experiment's name is too, after Git's own revisions", () => {
    expect(openView(project, 'old').commit).toBe(commits.old)
    expect(openView(project, refOf(first, 'old')).commit).toBe(commits.old)
    git('tag', 'old', second)
    expect(openView(project, 'old').commit).toBe(second)
    git('tag', '-d', 'old')
  })

  it('a name that means several is refused', () => {
    expect(() => openView(project, 'twice')).toThrow("ambiguous Git revision 'twice'")
  })
})
