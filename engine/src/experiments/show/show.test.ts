import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openProject, type Project } from '../../project/index.ts'
import { listByBaseline } from '../list.ts'
import { type ShowRequest, showExperiments } from './show.ts'
import { statesJson } from './states-json.ts'

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'show '))
const environment = {
  ...process.env,
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
}
let seconds = 1_700_000_000
const git = (...words: string[]) => {
  const variables = { ...environment, GIT_COMMITTER_DATE: `${seconds++} +0000` }
  return execFileSync('git', words, { cwd: directory, env: variables, encoding: 'utf8', stdio: 'pipe' }).trim()
}
const write = (file: string, text: string) => {
  fs.mkdirSync(path.dirname(path.join(directory, file)), { recursive: true })
  fs.writeFileSync(path.join(directory, file), text)
}
const refOf = (baseline: string, name: string) => `refs/exps/${baseline.slice(0, 2)}/${baseline.slice(2)}/${name}`

/** An experiment as `exp run` leaves it: a commit that no branch has. */
function makeExperiment(name: string, rate: number): string {
  write('params.yaml', `lr: ${rate}\n`)
  write('metrics.json', JSON.stringify({ auc: rate * 2 }))
  git('add', '--all')
  const commit = git('commit-tree', git('write-tree'), '-p', 'HEAD', '-m', name)
  git('update-ref', refOf(git('rev-parse', 'HEAD'), name), commit)
  git('reset', '--quiet', '--hard')
  return commit
}

let project: Project
let first: string
let head: string
const made: Record<string, string> = {}

beforeAll(async () => {
  git('init', '--quiet', '-b', 'main')
  write('.dvc/config', '')
  write('dvc.yaml', 'metrics: [metrics.json]\nstages:\n  s: {cmd: x, deps: [in], params: [lr], outs: [out]}\n')
  write(
    'dvc.lock',
    "schema: '2.0'\nstages:\n  s:\n    cmd: x\n    deps:\n    - {path: in, hash: md5, md5: 2306b4377429730ee03a806cff76e92b, size: 1}\n",
  )
  write('in', 'x')
  write('params.yaml', 'lr: 0.5\nother: 1\n')
  write('metrics.json', '{"auc": 1.0}')
  git('add', '--all')
  git('commit', '--quiet', '-m', 'one')
  first = git('rev-parse', 'HEAD')
  made.old = makeExperiment('old', 0.1)
  write('new', 'x')
  git('add', '--all')
  git('commit', '--quiet', '-m', 'two')
  head = git('rev-parse', 'HEAD')
  made.a = makeExperiment('a', 0.2)
  made.b = makeExperiment('b', 0.3)
  project = await openProject({ workingDirectory: directory })
})
afterAll(() => {
  project.close()
  fs.rmSync(directory, { recursive: true })
})

const usual: ShowRequest = {
  revisions: [],
  commits: 1,
  allBranches: false,
  allTags: false,
  allCommits: false,
  hideWorkspace: false,
  hideQueued: false,
  hideFailed: false,
  withoutNames: false,
  onlyDependencies: false,
  isForced: false,
}
const show = async (request: Partial<ShowRequest> = {}) => {
  const shown = await showExperiments(project, { ...usual, ...request })
  return shown.map(({ revision, name, experiments }) => [name ?? revision, experiments.map((one) => one.name)])
}
const json = async (request: Partial<ShowRequest> = {}) =>
  JSON.parse(statesJson(await showExperiments(project, { ...usual, ...request })).text)
const index = () => path.join(directory, '.git/sterna/root/commits')

describe('exp show', () => {
  it('shows the workspace, HEAD, and the experiments that began there, the latest first', async () => {
    expect(await show()).toEqual([
      ['workspace', []],
      ['main', ['b', 'a']],
    ])
  })

  it.each<[string, Partial<ShowRequest>, unknown]>([
    [
      'commits before it',
      { commits: 2 },
      [
        ['workspace', []],
        ['main', ['b', 'a']],
        ['FIRST', ['old']],
      ],
    ],
    [
      'a revision',
      { revisions: ['HEAD~1'] },
      [
        ['workspace', []],
        ['FIRST', ['old']],
      ],
    ],
    ['an experiment as a revision', { revisions: ['old'], hideWorkspace: true }, [['OLD', []]]],
    [
      'all commits without names',
      { allCommits: true, withoutNames: true, hideWorkspace: true },
      [
        ['HEAD', ['b', 'a']],
        ['FIRST', ['old']],
      ],
    ],
    ['no commits', { commits: 0, hideWorkspace: true }, []],
  ])('shows %s', async (_, request, expected) => {
    const names = JSON.stringify(await show(request))
      .replaceAll(first, 'FIRST')
      .replaceAll(head, 'HEAD')
      .replaceAll(made.old!, 'OLD')
    expect(JSON.parse(names)).toEqual(expected)
  })

  it('has what DVC has of each revision', async () => {
    const [workspace, main] = await json()
    expect(workspace).toMatchObject({ rev: 'workspace', name: null, error: null, experiments: null })
    expect(main.experiments[0]).toMatchObject({
      revs: [{ rev: made.b, name: 'b', data: { rev: made.b, metrics: { 'metrics.json': { data: { auc: 0.6 } } } } }],
      executor: null,
      name: 'b',
    })
    expect(main.data).toMatchObject({
      params: { 'params.yaml': { data: { lr: 0.5, other: 1 } } },
      deps: { in: { hash: '2306b4377429730ee03a806cff76e92b', size: 1, nfiles: null } },
      outs: { out: { hash: null, size: null, nfiles: null, use_cache: true, is_data_source: false } },
      meta: {},
    })
  })

  it('shows of experiments only the parameters that stages depend on, if that is wanted', async () => {
    const [main] = await json({ onlyDependencies: true, hideWorkspace: true })
    expect(main.data.params['params.yaml'].data).toEqual({ lr: 0.5, other: 1 })
    expect(main.experiments[0].revs[0].data.params['params.yaml'].data).toEqual({ lr: 0.3 })
  })

  it('says the same from the index, which may be broken or gone', async () => {
    const before = await json({ allCommits: true })
    const written = fs.readFileSync(index(), 'latin1')
    expect(written.split('\n').length).toBeGreaterThan(5)
    for (const text of [written, written.replaceAll('auc', 'cua'), '', 'foreign', written.slice(0, 700)]) {
      fs.writeFileSync(index(), text)
      expect(await json({ allCommits: true })).toEqual(before)
      expect(await json({ allCommits: true })).toEqual(before)
    }
    fs.rmSync(index())
    expect(await json({ allCommits: true, isForced: true })).toEqual(before)
  })

  it('shows what is wrong with one revision beside the others', async () => {
    write('dvc.yaml', 'stages: [\n')
    project.forgetStages()
    const [workspace, main] = await json()
    expect(workspace.data).toBeNull()
    expect(workspace.error.type).toBe('YAMLSyntaxError')
    expect(main.error).toBeNull()
    git('checkout', '--quiet', 'dvc.yaml')
    project.forgetStages()
  })

  it('passes over a ref that leads to nothing', async () => {
    write(`.git/${refOf(head, 'lost')}`, `${'12'.repeat(20)}\n`)
    expect(await show({ hideWorkspace: true })).toEqual([['main', ['b', 'a']]])
    fs.rmSync(path.join(directory, '.git', refOf(head, 'lost')))
  })

  it('is refused for a revision that there is not', async () => {
    await expect(show({ revisions: ['nope'] })).rejects.toThrow("unknown Git revision 'nope'")
  })
})

describe('exp list', () => {
  it('lists the experiments of a commit, of several, or all', async () => {
    const list = async (request: object) =>
      (await listByBaseline(project, { revisions: [], commits: 1, allCommits: false, ...request })).map(
        ({ name, experiments }) => [name, experiments.map((one) => one.name)],
      )
    expect(await list({})).toEqual([['main', ['a', 'b']]])
    expect((await list({ commits: 2 })).length).toBe(2)
    expect((await list({ allCommits: true, remote: directory })).length).toBe(2)
  })
})
