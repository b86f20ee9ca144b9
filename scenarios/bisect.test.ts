import { execFileSync, spawn } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeCommittedProject, pathWithSterna, type TestProject } from '@sterna/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

/** The metric falls by 20 for a slow code, a rate above 0.5, two poisonous files together, or two parameters together. */
const train = (penalty: number) => `
auc=90
auc=$((auc - ${penalty}))
grep -q '^lr: 0.9' params.yaml && auc=$((auc - 20))
[ "$(grep -l poison data/* | wc -l)" -ge 2 ] && auc=$((auc - 20))
grep -q '^depth: 9' params.yaml && grep -q '^width: 9' params.yaml && auc=$((auc - 20))
echo "{\\"auc\\": $auc}" > metrics.json
echo run >> "$LOG"
`
const params = { lr: 0.1, depth: 3, width: 3, seed: 1 }
const paramsText = (changed: object) =>
  Object.entries({ ...params, ...changed })
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('')

const definition = `stages:
  train:
    cmd: sh train.sh
    deps: [train.sh, data]
    params: [lr, depth, width, seed]
    metrics: [{metrics.json: {cache: false}}]
`

let project: TestProject
let log: string
beforeEach(async () => {
  project = await makeCommittedProject({
    'dvc.yaml': definition,
    'train.sh': train(0),
    'params.yaml': paramsText({}),
    'data/first': 'a\n',
    'README.md': 'x\n',
  })
  log = path.join(project.directory, '..', 'log')
  process.env['LOG'] = log
  project.git('rm', '-r', '--quiet', '--cached', 'data')
  await project.run('add -q data')
  await project.run('repro -q')
  commit('first')
  project.git('tag', 'good')
})
afterEach(() => project.remove())

const commit = (subject: string) => {
  project.git('add', '--all')
  project.git('commit', '--quiet', '--allow-empty', '--message', subject)
}
const runsSince = () => {
  const count = fs.existsSync(log) ? fs.readFileSync(log, 'utf8').split('\n').length - 1 : 0
  fs.rmSync(log, { force: true })
  return count
}
/** Commits that change nothing that matters, each with its results or without. */
async function quietCommits(from: number, to: number, isReproduced: boolean) {
  for (let i = from; i <= to; i++) {
    project.write({ 'params.yaml': project.read('params.yaml')!.replace(/seed: \d+/, `seed: ${i}`) })
    if (isReproduced) await project.run('repro -q')
    commit(`seed ${i}`)
  }
}
const clean = (shown: string) => shown.replace(/\b[0-9a-f]{7}\b/g, 'COMMIT').replace(/\d{4}-\d\d-\d\d/g, 'DATE')
const bisected = async (words: string) => {
  const { stdout, shown } = await project.run(`bisect --json ${words}`)
  return stdout === '' ? shown : JSON.parse(stdout)
}
const state = () => [
  project.git('status', '--porcelain'),
  project.git('rev-parse', 'HEAD'),
  project.git('for-each-ref'),
  project.git('stash', 'list'),
  execFileSync(
    'sh',
    ['-c', 'find . -path ./.git -prune -o -path ./.dvc/cache -prune -o -type f -print0 | sort -z | xargs -0 md5sum'],
    {
      cwd: project.directory,
      encoding: 'utf8',
    },
  ),
]

describe('bisect', () => {
  it('finds a commit of code from what was committed, without a run', async () => {
    await quietCommits(2, 4, true)
    project.write({ 'train.sh': train(20) })
    await project.run('repro -q')
    commit('train: faster')
    await quietCommits(5, 8, true)
    runsSince()
    const { shown, code } = await project.run('bisect auc good main')
    expect(clean(shown)).toMatchInlineSnapshot(`
      "COMMIT 90 (committed)  first
      COMMIT 70 (committed)  seed 8
      8 commits may be to blame: at most about 3 measurements.
      COMMIT 70 bad (committed)  train: faster
      COMMIT 90 good (committed)  seed 3
      COMMIT 90 good (committed)  seed 4
      1 change.
      1 of 1 70 bad (run cache)  train.sh

      First bad commit:
        COMMIT DATE  train: faster
        metrics.json:auc: 90 → 70
      Its only change:
        file train.sh: modified
      Nothing had to run.
      To see all that differs: sterna diff COMMIT COMMIT"
    `)
    expect({ code, runs: runsSince() }).toEqual({ code: 0, runs: 0 })
  })

  it('finds one parameter of three that a commit has changed, where nothing was committed but the inputs', async () => {
    await quietCommits(2, 5, false)
    project.write({ 'params.yaml': paramsText({ lr: 0.9, depth: 4, width: 4 }) })
    commit('tuned')
    await quietCommits(6, 7, false)
    runsSince()
    const before = state()
    const { answer, inside, runs } = await bisected('auc good main')
    expect(answer).toMatchObject({ kind: 'found', subject: 'tuned', before: 90, after: 70 })
    expect(inside).toMatchObject({ smallest: true, changes: [{ name: 'params.yaml:lr', old: 0.1, new: 0.9 }] })
    expect(runs).toBe(runsSince())
    expect(state()).toEqual(before)
  })

  it('finds two parameters that are bad only together', async () => {
    project.write({ 'params.yaml': paramsText({ lr: 0.2, depth: 9, width: 9, seed: 9 }), 'README.md': 'y\n' })
    commit('tuned')
    const { inside } = await bisected('auc good main')
    expect(inside.changes.map(({ name }: { name: string }) => name)).toEqual(['params.yaml:depth', 'params.yaml:width'])
    expect(inside.count).toBe(5)
  })

  it('finds two of 16 files that were added to the data', async () => {
    for (let i = 1; i <= 16; i++) project.write({ [`data/n${i}`]: i === 3 || i === 14 ? `poison ${i}\n` : `${i}\n` })
    await project.run('add -q data')
    commit('more data')
    const { shown } = await project.run('bisect auc good main --inside entries')
    expect(clean(shown).slice(clean(shown).indexOf('First bad'))).toMatchInlineSnapshot(`
      "First bad commit:
        COMMIT DATE  more data
        metrics.json:auc: 90 → 70
      Its only change:
        data data.dvc: modified
      Of 16 changed files of data this together made it bad:
        n14: added
        n3: added
      Stages had to run 12 times.
      To see all that differs: sterna diff COMMIT COMMIT"
    `)
  })

  it('remembers what it has measured', async () => {
    await quietCommits(2, 5, false)
    project.write({ 'params.yaml': paramsText({ lr: 0.9 }) })
    commit('tuned')
    const first = await bisected('auc good main')
    runsSince()
    const second = await bisected('auc good main')
    expect({ ...second, runs: first.runs }).toEqual(first)
    expect(second.runs).toBe(0)
    expect(runsSince()).toBe(0)
  })

  it('passes over commits that do not run, and says between which it is', async () => {
    await quietCommits(2, 3, false)
    project.write({ 'train.sh': 'exit 3\n' })
    commit('broken')
    project.write({ 'train.sh': train(20) })
    commit('mended')
    await quietCommits(4, 5, false)
    const { shown, code } = await project.run('bisect auc good main')
    expect(clean(shown)).toMatchInlineSnapshot(`
      "COMMIT 90 (committed)  first
      COMMIT 70 (ran)  seed 5
      6 commits may be to blame: at most about 3 measurements.
      COMMIT skipped: failed to reproduce 'train': failed to run: sh train.sh, exited with 3  broken
      COMMIT 90 good (ran)  seed 3
      COMMIT 70 bad (ran)  mended

      The first bad commit is one of these; not all of them can be measured:
        COMMIT DATE  broken
        COMMIT DATE  mended
      Stages had to run 4 times."
    `)
    expect(code).toBe(1)
  })

  it('runs nothing if it must not, and says what it does not know', async () => {
    await quietCommits(2, 4, false)
    project.write({ 'params.yaml': paramsText({ lr: 0.9 }) })
    await project.run('repro -q')
    commit('tuned')
    runsSince()
    const { shown } = await project.run('bisect auc good main --no-run')
    expect(clean(shown)).toMatchInlineSnapshot(`
      "COMMIT 90 (committed)  first
      COMMIT 70 (committed)  tuned
      4 commits may be to blame: at most about 2 measurements.
      COMMIT skipped: it would have to run  seed 3
      COMMIT skipped: it would have to run  seed 2
      COMMIT skipped: it would have to run  seed 4

      The first bad commit is one of these; not all of them can be measured:
        COMMIT DATE  seed 2
        COMMIT DATE  seed 3
        COMMIT DATE  seed 4
        COMMIT DATE  tuned
      Nothing had to run."
    `)
    expect(runsSince()).toBe(0)
  })

  it('leaves a work tree with changes as it was, byte for byte', async () => {
    project.write({ 'params.yaml': paramsText({ lr: 0.9, seed: 7 }) })
    commit('tuned')
    project.write({
      'params.yaml': 'lr: 5\n',
      new: 'n\n',
      'train.sh': 'exit 1\n',
      'data/more': 'm\n',
      'metrics.json': '{}',
    })
    project.git('add', 'train.sh')
    const before = state()
    expect((await bisected('auc good main')).inside.changes).toMatchObject([{ name: 'params.yaml:lr' }])
    expect(state()).toEqual(before)
    expect(fs.readdirSync(path.join(project.directory, '.git/sterna/root/trees'))).toEqual([])
    expect(fs.readdirSync(path.join(project.directory, '.dvc/tmp/sterna/bisect'))).toEqual([])
  })

  it('compares two experiments that began at one commit', async () => {
    await project.run('exp run -q -n fine -S depth=4 -S seed=2')
    await project.run('exp run -q -n poor -S lr=0.9 -S depth=5')
    const { answer, inside } = await bisected('auc fine poor')
    expect(answer).toMatchObject({ kind: 'found', before: 90, after: 70 })
    expect(inside.changes).toMatchObject([{ name: 'params.yaml:lr', old: 0.1, new: 0.9 }])
  })

  it('looks between both ends where the commit that both come from is bad as well', async () => {
    project.write({ 'params.yaml': paramsText({ lr: 0.9 }) })
    await project.run('repro -q')
    commit('bad already')
    await project.run('exp run -q -n fine -S lr=0.2 -S seed=2')
    project.write({ 'params.yaml': paramsText({ lr: 0.9, seed: 3 }) })
    await project.run('repro -q')
    commit('still bad')
    const { answer, inside } = await bisected('auc fine main')
    expect(answer.kind).toBe('apart')
    expect(inside.changes).toMatchObject([{ name: 'params.yaml:lr', old: 0.2, new: 0.9 }])
  })

  it('gets data from a remote that the cache lacks', async () => {
    for (let i = 1; i <= 4; i++) project.write({ [`data/n${i}`]: i > 2 ? `poison ${i}\n` : `${i}\n` })
    await project.run('add -q data')
    commit('more data')
    await project.run('remote add -q -d storage ../storage')
    await project.run('push -q --all-commits')
    fs.rmSync(path.join(project.directory, '.dvc/cache'), { recursive: true })
    const { inside } = await bisected('auc good main --inside entries')
    expect(inside.entries).toMatchObject([{ changes: [{ name: 'data/n3' }, { name: 'data/n4' }], smallest: true }])
  })

  it('ends with what is known after so many runs', async () => {
    await quietCommits(2, 9, false)
    project.write({ 'params.yaml': paramsText({ lr: 0.9 }) })
    commit('tuned')
    const { shown, code } = await project.run('bisect auc good main --max-runs 3')
    expect(clean(shown)).toContain('It was ended before. The first bad commit is one of these:')
    expect({ code, runs: runsSince() }).toEqual({ code: 1, runs: 4 })
  })

  it('says beforehand how much there is to do', async () => {
    await quietCommits(2, 9, false)
    expect((await project.run('bisect auc good main --dry')).shown).toMatchInlineSnapshot(`
      "8 commits may be to blame.
      At most 5 measurements; what is committed or in the run cache does not run."
    `)
  })

  it('goes on where it was killed, and clears away what it left', async () => {
    const hanging = `${train(0)}[ ! -e "$LOG.hang" ] || [ $(wc -l < "$LOG") -lt 4 ] || { touch "$LOG.hangs"; sleep 60; }\n`
    project.write({ 'train.sh': hanging })
    commit('may hang')
    project.git('tag', '--force', 'good')
    await quietCommits(2, 6, false)
    project.write({ 'params.yaml': paramsText({ lr: 0.9 }) })
    commit('tuned')
    await quietCommits(7, 8, false)
    fs.writeFileSync(`${log}.hang`, '')
    runsSince()
    const searchPath = pathWithSterna(project)
    const child = spawn(path.join(searchPath.split(path.delimiter)[0]!, 'sterna'), ['bisect', 'auc', 'good', 'main'], {
      cwd: project.directory,
      env: { ...process.env, PATH: searchPath },
      stdio: 'ignore',
    })
    const ended = new Promise((resolve) => child.on('exit', resolve))
    while (!fs.existsSync(`${log}.hangs`)) await new Promise((resolve) => setTimeout(resolve, 50))
    child.kill('SIGKILL')
    await ended
    fs.rmSync(`${log}.hang`)
    const left = () => fs.readdirSync(path.join(project.directory, '.dvc/tmp/sterna/bisect'))
    expect(left().length).toBe(2)
    runsSince()
    const { shown } = await project.run('bisect auc good main --inside commit')
    expect(clean(shown)).toContain('COMMIT 90 (remembered)  may hang\nCOMMIT 70 (remembered)  seed 8')
    expect(shown).toContain('tuned')
    expect(left()).toEqual([])
  })

  it('repeats runs of a metric that varies until the answer is sure', async () => {
    const noisy = train(0)
      .replace('auc=90', 'auc=$((880 + $(cat "$LOG" 2>/dev/null | wc -l) * 7919 % 11))')
      .replaceAll('- 20', '- 40')
    project.write({ 'train.sh': noisy })
    await project.run('repro -q')
    commit('varies')
    project.git('tag', '--force', 'good')
    await quietCommits(2, 6, false)
    project.write({ 'params.yaml': paramsText({ lr: 0.9, depth: 4, width: 5, seed: 7 }) })
    commit('tuned')
    await quietCommits(8, 12, false)
    const before = state()
    const { answer, inside } = await bisected('auc good main --noisy')
    expect(answer).toMatchObject({ kind: 'found', subject: 'tuned' })
    expect(answer.probability).toBeGreaterThan(0.95)
    expect(inside.changes).toMatchObject([{ name: 'params.yaml:lr' }])
    expect(state()).toEqual(before)
  })

  const refusals = [
    ['auc good good', "'good' and 'good' are the same commit."],
    ['auc worse HEAD', 'are the same commit.'],
    ['auc good workspace', 'The workspace is no commit.'],
    ['auc good nope', "unknown Git revision 'nope'"],
    ['acu good other', "Unknown metric 'acu'"],
    ['auc good other', 'The metric does not differ: good: 90, other: 90'],
    ['auc:min good worse', "'worse' is better than 'good': good: 90, worse: 70"],
    ['auc good worse --threshold 60', 'The threshold 60 does not lie between them: good: 90, worse: 70'],
    ['auc good worse --confidence 2', 'must lie between 0.5 and 1'],
  ] as const

  it('refuses what makes no sense, and says what is wrong', async () => {
    await quietCommits(2, 2, true)
    project.git('tag', 'other')
    project.write({ 'params.yaml': paramsText({ lr: 0.9 }) })
    await project.run('repro -q')
    commit('worse')
    project.git('tag', 'worse')
    for (const [words, message] of refusals) {
      const { code, stderr } = await project.run(`bisect ${words}`)
      expect(stderr).toContain(message)
      expect(code).not.toBe(0)
    }
  })
})
