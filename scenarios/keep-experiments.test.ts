import { execFileSync } from 'node:child_process'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let project: TestProject
beforeEach(async () => {
  project = await makeProject({ 'dvc.yaml': 'metrics: [m.json]\n', 'm.json': '{"auc": 0.5}' })
  for (const [name, value] of Object.entries({ 'user.name': 'Ada', 'user.email': 'ada@example.org' }))
    project.git('config', name, value)
  project.git('add', '--all')
  project.git('commit', '--quiet', '--message', 'begin')
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
