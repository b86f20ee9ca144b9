import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeCommittedProject, type TestProject } from '@sterna/testkit'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const pipeline = `stages:
  prep:
    cmd: sort data.csv > clean.csv
    deps: [data.csv]
    outs: [clean.csv]
  train:
    cmd: cp params.yaml m.yaml; true --token abc123 https://ada:hidden@localhost/x
    deps: [clean.csv]
    params: [lr, model.seed]
    metrics: [{m.yaml: {cache: false}}]
`

let project: TestProject
beforeEach(async () => {
  project = await makeCommittedProject({
    'dvc.yaml': pipeline,
    'params.yaml': 'lr: 1\nmodel: {seed: 7}\n',
    'data.csv': '2\n1\n',
    'sterna.yaml': 'metrics: {lr: min}\ncost: {per_hour: 36000, currency: EUR}\n',
    'requirements.txt': 'numpy==1.26\n',
  })
  venv('1.26.0')
  vi.stubEnv('PATH', `${path.join(project.directory, '../venv/bin')}:${process.env['PATH']}`)
  vi.stubEnv('PYTHONHASHSEED', '0')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'very-hidden')
})
afterEach(() => {
  vi.unstubAllEnvs()
  project.remove()
})

/** A virtual environment as it lies on a disk; nobody starts its interpreter. */
function venv(numpy: string): void {
  const place = path.join(project.directory, '../venv')
  fs.rmSync(place, { recursive: true, force: true })
  fs.mkdirSync(path.join(place, 'lib/python3.11/site-packages', `numpy-${numpy}.dist-info`), { recursive: true })
  fs.mkdirSync(path.join(place, 'bin'))
  fs.writeFileSync(path.join(place, 'bin/python'), '')
  fs.writeFileSync(path.join(place, 'pyvenv.cfg'), 'version = 3.11.4\n')
}

const refs = (prefix: string) => project.git('for-each-ref', '--format=%(refname)', prefix).split('\n').filter(Boolean)
const records = () => refs('refs/sterna/records')
const commitOf = (name: string) => project.git('for-each-ref', '--format=%(objectname)', `refs/exps/*/*/${name}`)
const recordOf = async (name: string) => JSON.parse((await project.run(`exp describe ${name} --json`)).stdout)
const run = (name: string, lr: number, more = '') => project.run(`exp run -q -n ${name} -S lr=${lr} ${more}`)

describe('exp describe', () => {
  it('tells what ran, with what, and where', async () => {
    project.write({ 'notes.txt': 'hm\n', '.env': 'KEY=1\n' })
    expect((await run('fast', 2)).code).toBe(0)
    const { shown } = await project.run('exp describe fast')
    const steady = shown
      .replaceAll(/\([0-9a-f]{7}\)|(?<=, |\.txt )[0-9a-f]{7}$/gm, '(commit)')
      .replaceAll(/\d{8}T\S+/g, 'ID')
      .replaceAll(/^(Recorded: +).*/gm, '$1TIME')
      .replaceAll(/^( {4}\w+ +ran) .*(?=ID)/gm, '$1 … ')
      .replace(/Machine:\n(?: {4}.*\n)+/, 'Machine: …\n')
      .replaceAll(/[\d.]+ EUR for .*/g, 'AMOUNT EUR')
      .replaceAll(/^( {4}Stage .*?)Run +/gm, '$1Run ')
    expect(steady.replaceAll(/ {2,}/g, '  ')).toMatchInlineSnapshot(`
      "Experiment:  fast (commit)
      Began at:  main, (commit)
      Recorded:  TIME

      Stages:
        Stage  What  Took  CPU  Memory  Run Command
        prep  ran … ID  sort data.csv > clean.csv
        train  ran … ID  cp params.yaml m.yaml; true --token *** https://ada:***@localhost/x

      Changed since then:
        added dvc.lock
        added m.yaml
        modified params.yaml

      Left out, because Git does not know them:
        .env (6B)
        .gitignore (11B)
        notes.txt (3B)

      Seeds:
        PYTHONHASHSEED = 0
        params.yaml:model.seed = 7

      Environment:
        Python 3.11.4, 1 package (<temp>/venv/bin/python)
        requirements.txt (commit)
        PYTHONHASHSEED = 0

      Machine: …

      Cost:
        AMOUNT EUR"
    `)
  })

  it('tells it for programs', async () => {
    await run('fast', 2)
    const record = await recordOf('fast')
    expect(record).toMatchObject({
      schema: 1,
      experiment: {
        name: 'fast',
        commit: commitOf('fast'),
        baseline: project.git('rev-parse', 'main'),
        branch: 'main',
      },
      changes: { added: ['dvc.lock', 'm.yaml'], modified: ['params.yaml'], deleted: [] },
      seeds: { 'params.yaml:model.seed': 7, PYTHONHASHSEED: '0' },
      python: [{ version: '3.11.4', packages: { numpy: '1.26.0' } }],
      lockFiles: { 'requirements.txt': project.git('rev-parse', 'main:requirements.txt') },
      variables: { PYTHONHASHSEED: '0' },
      machine: { node: process.versions.node },
      cost: { perHour: 36000, currency: 'EUR' },
    })
    expect(record.stages.map(({ stage, outcome, exit }: Record<string, unknown>) => [stage, outcome, exit])).toEqual([
      ['prep', 'ran', 0],
      ['train', 'ran', 0],
    ])
    const runs = JSON.parse((await project.run('runs --json')).stdout)
    expect(record.stages.map(({ log }: { log: string }) => log).sort()).toEqual(
      runs.map(({ id }: { id: string }) => id).sort(),
    )
  })

  it('tells which stages came from the run cache, and leaves out those that were as they are', async () => {
    await run('one', 2)
    project.write({ 'params.yaml': 'lr: 1\nmodel: {seed: 7}\n' })
    await run('two', 3)
    project.git('checkout', '--quiet', 'params.yaml')
    await run('three', 2)
    const outcomes = async (name: string) =>
      (await recordOf(name)).stages.map(({ stage, outcome }: Record<string, string>) => `${stage} ${outcome}`)
    expect(await outcomes('two')).toEqual(['train ran'])
    expect(await outcomes('three')).toEqual(['train cached'])
  })

  it('has nothing of the contents of files, of other variables, and of secrets in commands', async () => {
    project.write({ 'notes.txt': 'my diary\n', '.env': 'KEY=1\n' })
    await run('fast', 2)
    const text = project.git('cat-file', 'blob', records()[0]!)
    for (const secret of ['very-hidden', 'hidden', 'abc123', 'diary', 'KEY=1']) expect(text).not.toContain(secret)
    const { files } = JSON.parse(text).leftOut
    expect(files.find(({ path }: { path: string }) => path === '.env')).toEqual({ path: '.env', bytes: 6 })
    expect(files.find(({ path }: { path: string }) => path === 'notes.txt')).toHaveProperty('md5')
  })

  it('says so where nothing is recorded', async () => {
    expect((await project.run('exp describe main')).shown.replaceAll(/[0-9a-f]{7}/g, '…')).toMatchInlineSnapshot(`
      "ERROR: Nothing is recorded of how 'main' (…) came about.
      A record is kept of what sterna runs or saves as an experiment. To get those of others: sterna exp pull REMOTE NAME"
    `)
    expect((await project.run('exp describe nope')).shown).toMatchInlineSnapshot(`
      "ERROR: 'nope' is neither an experiment nor another revision.
      To see what there is: sterna exp list --all-commits"
    `)
  })

  it('also of what was saved, ran in a work tree of its own, or in the queue', async () => {
    await project.run('repro -q')
    expect((await project.run('exp save -q -n saved')).code).toBe(0)
    expect((await run('beside', 2, '--temp')).code).toBe(0)
    expect((await recordOf('saved')).stages).toEqual([])
    expect(await recordOf('saved')).not.toHaveProperty('cost')
    expect(await recordOf('beside')).toMatchObject({
      experiment: { branch: 'main', commit: commitOf('beside') },
      stages: [
        { stage: 'prep', outcome: 'cached' },
        { stage: 'train', exit: 0 },
      ],
      python: [{ packages: { numpy: '1.26.0' } }],
    })
  })
})

describe('the record of an experiment', () => {
  it('is a blob that Git keeps', async () => {
    await run('fast', 2)
    project.git('gc', '--quiet', '--prune=now')
    expect(project.git('cat-file', '-t', records()[0]!)).toBe('blob')
    expect((await recordOf('fast')).experiment.name).toBe('fast')
    expect(project.git('fsck')).toBe('')
  })

  it('goes with its experiment', async () => {
    await run('one', 2)
    await run('two', 3)
    expect(records()).toHaveLength(2)
    await project.run('exp rename one first')
    expect((await recordOf('first')).experiment.name).toBe('one')
    await project.run('exp remove first')
    expect(records()).toEqual([`refs/sterna/records/${commitOf('two').slice(0, 2)}/${commitOf('two').slice(2)}`])
    await run('two', 4, '-f')
    expect(records()).toEqual([`refs/sterna/records/${commitOf('two').slice(0, 2)}/${commitOf('two').slice(2)}`])
    await project.run('exp gc --keep-newest 1 --yes')
    expect(records()).toHaveLength(1)
    await project.run('exp remove -A')
    expect(records()).toEqual([])
  })

  it('stays while a branch, a tag or another experiment has its commit', async () => {
    await run('one', 2)
    await project.run('exp branch one kept')
    await project.run('exp remove one')
    expect((await recordOf('kept')).experiment.name).toBe('one')
    project.git('branch', '-D', 'kept')
    await project.run('exp gc --keep-newest 9 --yes')
    expect(records()).toEqual([])
  })

  it('is cleared by exp gc when another program has removed the experiment', async () => {
    await run('one', 2)
    await run('two', 3)
    project.git('update-ref', '-d', refs('refs/exps').find((ref) => ref.endsWith('/one'))!)
    expect((await project.run('exp gc --keep-newest 9 --dry')).code).toBe(0)
    expect(records()).toHaveLength(2)
    expect((await project.run('exp gc --keep-newest 9 --yes')).code).toBe(0)
    expect(records()).toHaveLength(1)
    expect((await recordOf('two')).experiment.name).toBe('two')
  })

  it('is sent and got with it, and removed there', async () => {
    project.git('init', '--quiet', '--bare', '../shared')
    project.git('remote', 'add', 'origin', '../shared')
    await run('one', 2)
    const text = project.git('cat-file', 'blob', records()[0]!)
    const there = () =>
      execFileSync('git', ['-C', path.join(project.directory, '../shared'), 'for-each-ref', 'refs/sterna'], {
        encoding: 'utf8',
      })
    expect((await project.run('exp push origin one --no-cache')).shown).toContain('Pushed experiment')
    expect(there()).toContain(records()[0]!)
    await project.run('exp remove one')
    expect(records()).toEqual([])
    expect((await project.run('exp pull origin one --no-cache')).code).toBe(0)
    expect(project.git('cat-file', 'blob', records()[0]!)).toBe(text)
    await project.run('exp remove -g origin one')
    expect(there()).toBe('')
    expect(records()).toHaveLength(1)
  })

  it('of somebody else is believed only if it is one', async () => {
    await run('one', 2)
    const blob = execFileSync('git', ['hash-object', '-w', '--stdin'], {
      cwd: project.directory,
      input: '{"schema": 1}',
    })
    project.git('update-ref', records()[0]!, blob.toString().trim())
    expect((await project.run('exp describe one')).code).toBe(255)
    expect((await project.run('exp remove one')).code).toBe(0)
  })

  it('costs nothing but itself when it cannot be kept', async () => {
    project.git('update-ref', 'refs/sterna/records', project.git('rev-parse', 'HEAD:data.csv'))
    const { code, stderr } = await project.run('exp run -n one -S lr=2')
    expect(code).toBe(0)
    expect(stderr).toContain('No record of the run is kept: git update-ref failed')
    expect(commitOf('one')).not.toBe('')
  })
})

describe('diff of two runs', () => {
  it('tells how what they ran with differs, and names lock files only', async () => {
    await run('one', 2)
    venv('2.0.1')
    vi.stubEnv('OMP_NUM_THREADS', '4')
    project.write({ 'requirements.txt': 'numpy==2.0\n', loose: 'x' })
    await run('two', 3)
    expect((await project.run('diff one two')).shown).toMatchInlineSnapshot(`
      "Code:
          1 untracked file was left out of one
          2 untracked files were left out of two

      Params:
          Path         Param    one    two
          params.yaml  lr       2      3

      Metrics:
          Path    Metric    one    two    Change
          m.yaml  lr        2      3      1         worse

      Environment:
          installed: numpy 1.26.0 -> 2.0.1
          variable: OMP_NUM_THREADS 4 added
          requirements.txt: the same differs"
    `)
    const { recorded } = JSON.parse((await project.run('diff one two --json --whole')).stdout)
    expect(recorded).toMatchObject({
      python: null,
      packages: [{ name: 'numpy', old: '1.26.0', new: '2.0.1' }],
      variables: [{ name: 'OMP_NUM_THREADS', old: null, new: '4' }],
      machine: [],
    })
  })
})
