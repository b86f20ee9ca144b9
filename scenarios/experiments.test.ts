import { execFileSync } from 'node:child_process'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let project: TestProject
let seconds: number
const values = (rate: number, auc: number, loss: number) => ({
  'params.yaml': `lr: ${rate}\nepochs: ${Math.round(rate * 10)}\n`,
  'metrics.json': JSON.stringify({ auc, loss }),
})

beforeEach(async () => {
  seconds = 1_704_200_000
  project = await makeProject({
    'dvc.yaml':
      'stages:\n  train:\n    cmd: train\n    params: [lr]\n    metrics:\n    - metrics.json: {cache: false}\n',
    ...values(0.1, 0.81234567, 0.5),
  })
  git('add', '-A')
  git('commit', '-q', '-m', 'first')
  experiment('slow', 0.05, 0.8, 0.4)
  experiment('fast', 0.5, 0.9, 0.7)
  experiment('wild', 2.5, 0.7, 0.9)
})
afterEach(() => project.remove())

/** Commits always have the same names. */
function git(...words: string[]): string {
  const date = `${(seconds += 60)} +0000`
  const env = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date }
  return execFileSync('git', words, { cwd: project.directory, env, encoding: 'utf8' }).trim()
}

function experiment(name: string, rate: number, auc: number, loss: number): void {
  project.write(values(rate, auc, loss))
  git('add', '-A')
  const commit = git('commit-tree', git('write-tree'), '-p', 'HEAD', '-m', name)
  const head = git('rev-parse', 'HEAD')
  git('update-ref', `refs/exps/${head.slice(0, 2)}/${head.slice(2)}/${name}`, commit)
  git('reset', '-q', '--hard')
}

const run = async (line: string) => (await project.run(line)).shown

describe('a person looks at experiments', () => {
  it('as a table', async () => {
    expect(await run('exp show')).toMatchInlineSnapshot(`
      " ───────────────────────────────────────────────────────────────────── 
        Experiment           Created            auc   loss   lr     epochs
       ───────────────────────────────────────────────────────────────────── 
        workspace            -              0.81235    0.5   0.1    1
        main                 Jan 02, 2024   0.81235    0.5   0.1    1
        ├── ca49f55 [wild]   Jan 02, 2024       0.7    0.9   2.5    25
        ├── b87e300 [fast]   Jan 02, 2024       0.9    0.7   0.5    5
        └── ce95c82 [slow]   Jan 02, 2024       0.8    0.4   0.05   1
       ─────────────────────────────────────────────────────────────────────"
    `)
  })

  it('sorted, with the columns that matter', async () => {
    expect(await run('exp show --sort-by auc --drop Created --md')).toMatchInlineSnapshot(`
      "| Experiment         | auc     | loss   | lr   | epochs   |
      |--------------------|---------|--------|------|----------|
      | workspace          | 0.81235 | 0.5    | 0.1  | 1        |
      | main               | 0.81235 | 0.5    | 0.1  | 1        |
      | ├── ca49f55 [wild] | 0.7     | 0.9    | 2.5  | 25       |
      | ├── ce95c82 [slow] | 0.8     | 0.4    | 0.05 | 1        |
      | └── b87e300 [fast] | 0.9     | 0.7    | 0.5  | 5        |"
    `)
  })

  it('for the best one', async () => {
    expect(await run('exp show --best auc')).toMatchInlineSnapshot(`
      "ERROR: failed to show experiments - Whether more or less of 'auc' is better is not known.
      Write auc:max or auc:min, or tell it once in sterna.yaml: metrics: {auc: max}"
    `)
    project.write({ 'sterna.yaml': 'metrics:\n  auc: max\n  loss: min\n' })
    expect(await run('exp show --best auc --csv --drop Created')).toMatchInlineSnapshot(`
      "Experiment,rev,typ,parent,auc,loss,lr,epochs
      ,main,baseline,,0.81234567,0.5,0.1,1
      fast,b87e300,branch_base,,0.9,0.7,0.5,5"
    `)
    expect(await run('exp show --best loss --group-by epochs --csv --drop Created')).toMatchInlineSnapshot(`
      "Experiment,rev,typ,parent,auc,loss,lr,epochs
      ,main,baseline,,0.81234567,0.5,0.1,1
      slow,ce95c82,branch_commit,,0.8,0.4,0.05,1
      fast,b87e300,branch_commit,,0.9,0.7,0.5,5
      wild,ca49f55,branch_base,,0.7,0.9,2.5,25"
    `)
  })

  it('for those that none beats', async () => {
    expect(await run('exp show --pareto auc:max,loss:min --csv --drop Created')).toMatchInlineSnapshot(`
      "Experiment,rev,typ,parent,auc,loss,lr,epochs
      ,main,baseline,,0.81234567,0.5,0.1,1
      fast,b87e300,branch_commit,,0.9,0.7,0.5,5
      slow,ce95c82,branch_base,,0.8,0.4,0.05,1"
    `)
    expect(await run('exp show --pareto auc:max')).toContain('argument --pareto: two metrics are needed')
  })

  it('by name', async () => {
    expect(await run('exp list')).toMatchInlineSnapshot(`
      "main:
      	b87e300 [fast]
      	ce95c82 [slow]
      	ca49f55 [wild]"
    `)
    expect(await run('exp list --json')).toContain('"name": "fast"')
    expect(await run('exp diff slow fast')).toMatchInlineSnapshot(`
      "Path          Metric    slow    fast    Change
      metrics.json  auc       0.8     0.9     0.1
      metrics.json  loss      0.4     0.7     0.3

      Path         Param    slow    fast    Change
      params.yaml  epochs   1       5       4
      params.yaml  lr       0.05    0.5     0.45"
    `)
    expect(await run('params diff slow wild --json')).toMatchInlineSnapshot(
      `"{"params.yaml": {"epochs": {"old": 1, "new": 25, "diff": 24}, "lr": {"old": 0.05, "new": 2.5, "diff": 2.45}}}"`,
    )
  })

  it('that there are not', async () => {
    expect(await run('exp diff slow nope')).toMatchInlineSnapshot(
      `"ERROR: failed to show experiments diff - unknown Git revision 'nope'"`,
    )
    expect(await run('exp show --rev nope')).toMatchInlineSnapshot(`
      "ERROR: failed to show experiments - unknown Git revision 'nope'
      To see the branches and tags: git log --all. To see the experiments: sterna exp list --all-commits"
    `)
    expect(await run('exp list nowhere')).toContain("'nowhere' is not a valid Git remote or URL")
  })
})
