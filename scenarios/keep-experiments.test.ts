import { execFileSync } from 'node:child_process'
import { openProject, pinExperiments, planExperimentGarbage, removeExperimentGarbage } from '@sterna/engine'
import { makeCommittedProject, type TestProject } from '@sterna/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let project: TestProject
beforeEach(async () => {
  project = await makeCommittedProject({ 'dvc.yaml': 'metrics: [m.json]\n', 'm.json': '{"auc": 0.5}' })
})
afterEach(() => project.remove())

const day = 24 * 60 * 60 * 1000
const refOf = (name: string) => project.git('for-each-ref', '--format=%(refname)', `refs/exps/*/*/${name}`)
const names = () => project.git('for-each-ref', '--format=%(refname:lstrip=4)', 'refs/exps').split('\n').join(' ')
const pins = () => project.git('for-each-ref', '--format=%(refname:lstrip=5)', 'refs/sterna').split('\n').join(' ')

/** An experiment on HEAD with this content of its file of metrics, made so many days ago. */
function make(name: string, metrics: string, daysAgo = 0): void {
  const base = project.git('rev-parse', 'HEAD')
  project.write({ 'm.json': metrics })
  project.git('add', 'm.json')
  const env = { ...process.env, GIT_COMMITTER_DATE: new Date(Date.now() - daysAgo * day).toISOString() }
  const words = ['commit-tree', project.git('write-tree'), '-p', base, '-m', name]
  const commit = execFileSync('git', words, { cwd: project.directory, env, encoding: 'utf8' }).trim()
  project.git('update-ref', `refs/exps/${base.slice(0, 2)}/${base.slice(2)}/${name}`, commit)
  project.git('reset', '--quiet', '--hard')
}

describe('a pinned experiment', () => {
  beforeEach(() => {
    make('a', '{"auc": 0.7}')
    make('b', '{"auc": 0.9}')
  })

  it('is marked in the table, and nowhere else', async () => {
    const json = (await project.run('exp show --json')).shown
    const csv = (await project.run('exp show --csv')).shown
    expect((await project.run('exp pin a')).shown).toBe("Pinned: 'a'")
    const table = (await project.run('exp show')).shown
    expect(table).toMatch(/[0-9a-f]{7} \[a, pinned\]/)
    expect(table).toMatch(/[0-9a-f]{7} \[b\]/)
    expect((await project.run('exp show --json')).shown).toBe(json)
    expect((await project.run('exp show --csv')).shown).toBe(csv)
    expect((await project.run('exp pin')).shown).toMatch(/^[0-9a-f]{7} \[a\]$/)
  })

  it('is not removed until it is let go, and neither are the others that are meant', async () => {
    await project.run('exp pin a')
    const refused = await project.run('exp remove -A')
    expect(refused.code).toBe(255)
    expect(refused.shown).toMatchInlineSnapshot(`
      "ERROR: 'a' is pinned; nothing was changed.
      To let go of it: sterna exp unpin a"
    `)
    expect((await project.run('exp remove --keep b')).code).toBe(255)
    expect(names()).toBe('a b')
    expect((await project.run('exp unpin a')).shown).toBe("Not pinned any more: 'a'")
    expect((await project.run('exp remove -A')).code).toBe(0)
    expect(names()).toBe('')
  })

  it('may be called otherwise, and no other one takes its name', async () => {
    await project.run('exp pin a')
    expect((await project.run('exp rename --force b a')).shown).toMatchInlineSnapshot(`
      "ERROR: 'a' is pinned; nothing was changed.
      To let go of it: sterna exp unpin a"
    `)
    expect((await project.run('exp rename a c')).code).toBe(0)
    expect(names()).toBe('b c')
    expect(pins()).toBe('c')
  })

  it('is not replaced by another one of its name', async () => {
    await project.run('exp pin a')
    project.write({ 'm.json': '{"auc": 0.1}' })
    expect((await project.run('exp save --force --name a')).shown).toMatchInlineSnapshot(`
      "ERROR: failed to save experiment - 'a' is pinned; nothing was changed.
      To let go of it: sterna exp unpin a"
    `)
    expect((await project.run('exp save --force --name b')).code).toBe(0)
  })

  it('that another program has removed can still be let go, and its commit is there until then', async () => {
    await project.run('exp pin a')
    const commit = project.git('rev-parse', refOf('a'))
    project.git('update-ref', '-d', refOf('a'))
    const pin = project.git('for-each-ref', '--format=%(objectname)', 'refs/sterna')
    expect(pin).toBe(commit)
    expect(JSON.parse((await project.run('exp unpin a --json')).shown)).toMatchObject({
      unpinned: [{ name: 'a', rev: commit }],
    })
    expect(pins()).toBe('')
  })

  it('is known by a name that there is', async () => {
    expect((await project.run('exp pin nope a')).shown).toMatchInlineSnapshot(`
      "ERROR: 'nope' is not a valid experiment name
      To see what there is: sterna exp list --all-commits"
    `)
    expect((await project.run('exp unpin a')).shown).toMatchInlineSnapshot(`
      "ERROR: 'a' is not pinned.
      To see what is: sterna exp pin"
    `)
    expect(pins()).toBe('')
  })
})

describe('exp gc', () => {
  beforeEach(() => {
    make('old', '{"auc": 0.9}', 60)
    make('older', '{"auc": 0.6}', 61)
    make('week', '{"auc": 0.7}', 7)
    make('new', '{"auc": 0.5}')
  })
  const idsAndDays = /[0-9a-f]{7} (\[\w+\]) of \d{4}-\d\d-\d\d/g
  const shown = async (line: string) => (await project.run(line)).shown.replaceAll(idsAndDays, 'COMMIT $1 of DAY')

  it('says what would go, and why the others stay', async () => {
    await project.run('exp pin older')
    expect(await shown('exp gc --older-than 30d --dry')).toMatchInlineSnapshot(`
      "Would remove 1 of 4 experiments:
        COMMIT [old] of DAY
      Kept: 2 young, 1 pinned."
    `)
    expect(names()).toBe('new old older week')
  })

  it('removes what is old, and keeps what is pinned', async () => {
    await project.run('exp pin older')
    expect(await shown('exp gc --older-than 30d --yes')).toMatchInlineSnapshot(`
      "Removed 1 of 4 experiments:
        COMMIT [old] of DAY
      Kept: 2 young, 1 pinned.
      Their data is in the cache still. To remove it too: sterna gc --all-commits --all-experiments"
    `)
    expect(names()).toBe('new older week')
  })

  it('keeps the best and the newest, whatever the others say', async () => {
    project.write({ 'sterna.yaml': 'metrics: {auc: max}\n' })
    expect(await shown('exp gc --keep-best 1 --metric auc --keep-newest 1 --dry')).toMatchInlineSnapshot(`
      "Would remove 2 of 4 experiments:
        COMMIT [week] of DAY
        COMMIT [older] of DAY
      Kept: 1 among the newest, 1 among the best."
    `)
    expect((await project.run('exp gc --keep-best 2 --metric auc:min -f')).code).toBe(0)
    expect(names()).toBe('new older')
  })

  it('keeps what cannot be ranked because it cannot be read', async () => {
    make('broken', '{"auc": ')
    await project.run('exp gc --keep-best 1 --metric auc:max --yes')
    expect(names()).toBe('broken old')
  })

  it('looks only at what began on a branch, if one is named', async () => {
    project.git('checkout', '--quiet', '-b', 'side')
    project.git('commit', '--quiet', '--allow-empty', '--message', 'more')
    make('there', '{"auc": 1}', 90)
    project.git('checkout', '--quiet', '-')
    expect((await project.run('exp gc --of HEAD --keep-newest 1 --yes')).code).toBe(0)
    expect(names().split(' ').sort().join(' ')).toBe('new there')
    expect((await project.run('exp gc --of side --yes')).code).toBe(0)
    expect(names()).toBe('')
    expect(await shown('exp gc --of nope --yes')).toContain("unknown Git revision 'nope'")
  })

  it('leaves what a task of the queue will replace', async () => {
    project.write({ 'dvc.yaml': 'metrics: [m.json]\nstages: {s: {cmd: echo x > out, outs: [out]}}\n' })
    expect((await project.run('exp run --queue --name busy')).code).toBe(0)
    make('busy', '{"auc": 1}', 90)
    expect(await shown('exp gc --older-than 1h --yes')).toContain('1 queued or running')
    expect(names()).toContain('busy')
  })

  it('leaves what a task will replace that was queued in another work tree', async () => {
    project.write({ 'dvc.yaml': 'stages:\n  make:\n    cmd: echo 1 > out\n    outs: [out]\n' })
    project.git('add', '-A')
    project.git('commit', '-q', '-m', 'stage')
    project.git('worktree', 'add', '-q', '--detach', '../beside')
    expect((await project.run('--cd ../beside exp run --queue --name busy')).code).toBe(0)
    make('busy', '{"auc": 1}', 90)
    make('idle', '{"auc": 1}', 90)
    expect((await project.run('exp gc --older-than 30d --yes')).code).toBe(0)
    expect(names()).toContain('busy')
    expect(names()).not.toContain('idle')
  })

  it('removes nothing where nobody can be asked, or no rule is given', async () => {
    const unasked = await project.run('exp gc --older-than 1h')
    expect([unasked.code, unasked.shown]).toMatchInlineSnapshot(`
      [
        255,
        "ERROR: Nobody can be asked here whether 3 of the experiments may go; nothing was removed.
      To see which: sterna exp gc … --dry. To remove them: sterna exp gc … --yes",
      ]
    `)
    expect(await shown('exp gc --yes')).toMatchInlineSnapshot(`
      "ERROR: Which experiments are to go is not said.
      For example: sterna exp gc --older-than 30d --keep-newest 10 --dry. All of them: sterna exp remove --all-commits"
    `)
    expect((await project.run('exp gc --keep-newest 0 --yes')).code).not.toBe(0)
    expect((await project.run('exp gc --keep-best 1 --yes')).code).not.toBe(0)
    expect((await project.run('exp gc --metric auc --yes')).code).not.toBe(0)
    expect(names()).toBe('new old older week')
  })

  it('tells programs what went and what stays', async () => {
    const { removed, kept } = JSON.parse((await project.run('exp gc --older-than 30d --yes --json')).shown)
    expect(removed.map((one: { name: string }) => one.name)).toEqual(['old', 'older'])
    expect(kept[0]).toMatchObject({ name: 'new', why: 'young' })
    expect(JSON.parse((await project.run('exp gc --keep-newest 1 --dry --json')).shown).would_remove.length).toBe(1)
  })

  it('removes all or nothing: what changes or is pinned meanwhile stops it', async () => {
    const opened = await openProject({ workingDirectory: project.directory })
    try {
      const judged = await planExperimentGarbage(opened, { rules: { newest: 1 }, branches: [] })
      await pinExperiments(opened, ['old'])
      await expect(removeExperimentGarbage(opened, judged)).rejects.toThrow("'old' is pinned")
      await project.run('exp unpin old')
      make('week', '{"auc": 0.99}')
      await expect(removeExperimentGarbage(opened, judged)).rejects.toThrow(
        'changed by another command; none was removed',
      )
      expect(names()).toBe('new old older week')
    } finally {
      opened.close()
    }
  })
})
