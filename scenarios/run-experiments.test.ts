import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeCommittedProject, type TestProject } from '@sterna/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const files = {
  'dvc.yaml': `stages:
  train:
    cmd: cp params.yaml model && cp params.yaml metrics.yaml
    params: [lr]
    outs: [model]
    metrics: [{metrics.yaml: {cache: false}}]
`,
  'params.yaml': 'lr: 1\n',
  notes: 'a\n',
}

let project: TestProject
beforeEach(async () => {
  project = await makeCommittedProject(files)
})
afterEach(() => project.remove())

const of = (file: string) => path.join(project.directory, file)
const experiments = () => project.git('for-each-ref', '--format=%(refname:lstrip=4)', 'refs/exps')
const filesOf = (name: string) => project.git('ls-tree', '-r', '--name-only', refOf(name)).split('\n')
const refOf = (name: string) => project.git('for-each-ref', '--format=%(refname)', `refs/exps/*/*/${name}`)

describe('an experiment that is run', () => {
  it('tells what it does, and leaves its results in the workspace', async () => {
    project.write({ 'params.yaml': 'lr: 2\n' })
    expect((await project.run('exp run -n two')).shown).toMatchInlineSnapshot(`
      "Reproducing experiment 'two'
      Running stage 'train':
      > cp params.yaml model && cp params.yaml metrics.yaml
      Generating lock file 'dvc.lock'
      Updating lock file 'dvc.lock'

      Ran experiment(s): two
      Experiment results have been applied to your workspace."
    `)
    expect(project.read('metrics.yaml')).toBe('lr: 2\n')
    expect(filesOf('two')).toEqual([
      '.dvc/.gitignore',
      '.dvc/config',
      '.dvcignore',
      'dvc.lock',
      'dvc.yaml',
      'metrics.yaml',
      'notes',
      'params.yaml',
    ])
  })

  it('leaves HEAD, its log and what is staged as they are', async () => {
    project.write({ notes: 'b\n', new: 'n\n' })
    project.git('add', 'notes', 'new')
    project.write({ notes: 'c\n' })
    const seen = () => [
      project.read('.git/HEAD'),
      project.git('reflog'),
      project.git('diff', '--cached'),
      project.git('diff', '--', 'notes'),
      project.git('stash', 'list'),
    ]
    const before = seen()
    expect((await project.run('exp run -n one')).code).toBe(0)
    expect(seen()).toEqual(before)
    expect(project.git('show', `${refOf('one')}:notes`)).toBe('c')
    expect(project.git('show', `${refOf('one')}:new`)).toBe('n')
    expect(fs.readdirSync(of('.git')).filter((name) => name.startsWith('sterna-index'))).toEqual([])
  })

  it('holds a file that was changed at the very moment at which the index was written', async () => {
    await project.run('repro')
    for (let i = 0; i < 5; i++) {
      project.write({ notes: `${i}\n` })
      project.git('add', 'notes')
      project.write({ notes: `${i + 5}\n` })
      expect((await project.run(`exp save -n e${i}`)).code).toBe(0)
      expect(project.git('show', `${refOf(`e${i}`)}:notes`)).toBe(`${i + 5}`)
    }
  })

  it('runs no hooks and signs nothing', async () => {
    for (const hook of ['pre-commit', 'commit-msg', 'post-commit', 'reference-transaction', 'post-checkout'].slice(
      0,
      3,
    )) {
      project.write({ [`.git/hooks/${hook}`]: '#!/bin/sh\ntouch called\nexit 1\n' })
      fs.chmodSync(of(`.git/hooks/${hook}`), 0o755)
    }
    project.git('config', 'commit.gpgSign', 'true')
    project.git('config', 'gpg.program', 'false')
    expect((await project.run('exp run -n one')).code).toBe(0)
    expect(project.read('called')).toBeUndefined()
  })

  it('is kept under a name that is made up if it is given none', async () => {
    await project.run('exp run')
    await project.run('exp save')
    for (const name of experiments().split('\n')) expect(name).toMatch(/^[a-z]{5}-[a-z]{4}$/)
  })

  it('tells a program what it is called and where it is, and nothing else on standard output', async () => {
    const { stdout } = await project.run('exp run -n one --json')
    const commit = project.git('rev-parse', refOf('one'))
    expect(JSON.parse(stdout)).toEqual({ name: 'one', rev: commit, ref: refOf('one') })
  })

  it('keeps what somebody had made of an output by hand, and says where', async () => {
    await project.run('repro')
    fs.rmSync(of('model'))
    project.write({ model: 'by hand\n' })
    const run = await project.run('exp run -n one')
    expect(run.stderr).toMatch(
      /'model' was not as recorded and is overwritten. What it was is in the cache as [0-9a-f]{32}/,
    )
    const hash = /as ([0-9a-f]{32})/.exec(run.stderr)![1]!
    expect(project.read(`.dvc/cache/files/md5/${hash.slice(0, 2)}/${hash.slice(2)}`)).toBe('by hand\n')
    expect(project.read('model')).toBe('lr: 1\n')
  })

  it('is refused while one runs there already', async () => {
    project.write({ '.dvc/tmp/exps/run/workspace/workspace.json': `{"pid": ${process.ppid}}` })
    const run = await project.run('exp run -n one')
    expect(run.code).toBe(255)
    expect(run.stderr).toContain(`An experiment runs in this workspace already, as process ${process.ppid}.`)
    project.write({ '.dvc/tmp/exps/run/workspace/workspace.json': '{"pid": 999999999}' })
    expect((await project.run('exp run -n one')).code).toBe(0)
    expect(fs.existsSync(of('.dvc/tmp/exps/run/workspace'))).toBe(false)
  })

  describe('beside DVC', () => {
    const claims = '.dvc/tmp/exps/rwlock'
    const byDvc = () => `{"write": {"workspace": {"pid": ${process.ppid}, "cmd": "dvc exp run"}}, "read": {}}`

    it('is refused while DVC works on what is changed here, and nothing is touched', async () => {
      project.write({ [claims]: byDvc() })
      const run = await project.run('exp run -n one -S lr=2')
      expect(run.code).toBe(255)
      expect(run.stderr).toContain(`is busy, it is being blocked by:\n  (PID ${process.ppid}): dvc exp run`)
      expect(project.read('params.yaml')).toBe('lr: 1\n')
    })

    it('waits while DVC prepares a run here, and is refused when that goes on', async () => {
      project.write({ '.git/refs/exps/stash': project.git('rev-parse', 'HEAD') })
      setTimeout(() => {
        project.write({ '.dvc/tmp/exps/run/workspace/workspace.json': `{"pid": ${process.ppid}}` })
      }, 1000)
      const run = await project.run('exp run -n one -S lr=2')
      expect(run.stderr).toContain('An experiment runs in this workspace already')
      expect(project.read('params.yaml')).toBe('lr: 1\n')
    })

    it('keeps DVC from putting by what is changed here for as long as it runs', async () => {
      project.write({ 'dvc.yaml': files['dvc.yaml'].replace('cp params.yaml model', `cp ${claims} model`) })
      expect((await project.run('exp run -n one')).code).toBe(0)
      expect(JSON.parse(project.read('model')!)).toMatchObject({ write: { workspace: { pid: expect.any(Number) } } })
      expect(project.read(claims)).toBe('{}')
    })
  })

  it.runIf(process.getuid?.() !== 0)('is refused before anything runs where Git cannot be written', async () => {
    fs.chmodSync(of('.git'), 0o500)
    const run = await project.run('exp run -n one -S lr=2')
    fs.chmodSync(of('.git'), 0o700)
    expect(run.code).toBe(255)
    expect(project.read('params.yaml')).toBe('lr: 1\n')
    expect(fs.existsSync(of('model'))).toBe(false)
  })

  it('leaves no trace when a stage fails, but for what the stage has left', async () => {
    project.write({ 'dvc.yaml': files['dvc.yaml'].replace('cp params.yaml model', 'exit 3') })
    const run = await project.run('exp run -n one')
    expect(run.code).toBe(255)
    expect(experiments()).toBe('')
    expect(fs.existsSync(of('.dvc/tmp/exps/run/workspace'))).toBe(false)
  })
})

describe('a repository in a state in which no experiment can be', () => {
  it('is told apart: a conflict', async () => {
    project.git('checkout', '--quiet', '-b', 'other')
    project.write({ notes: 'b\n' })
    project.git('commit', '--quiet', '-a', '-m', 'b')
    project.git('checkout', '--quiet', 'main')
    project.write({ notes: 'c\n' })
    project.git('commit', '--quiet', '-a', '-m', 'c')
    expect(() => project.git('merge', 'other')).toThrow()
    const run = await project.run('exp run -n one')
    expect(run).toMatchObject({ code: 255 })
    expect(run.shown).toMatchInlineSnapshot(`
      "ERROR: A merge has not been finished: 'notes'
      Settle the conflicts and "git add" the files, or give it up: git merge --abort (git rebase --abort while you rebase)"
    `)
    expect((await project.run('exp save -n one')).code).toBe(1)
    expect(experiments()).toBe('')
  })

  it('is told apart: nobody knows who you are', async () => {
    await project.run('repro')
    project.git('config', '--unset', 'user.email')
    project.git('config', 'user.useConfigOnly', 'true')
    const before = process.env['GIT_CONFIG_GLOBAL']
    const names = ['GIT_AUTHOR_EMAIL', 'GIT_COMMITTER_EMAIL', 'EMAIL'].map((name) => [name, process.env[name]] as const)
    process.env['GIT_CONFIG_GLOBAL'] = '/dev/null'
    for (const [name] of names) delete process.env[name]
    const run = await project.run('exp save -n one')
    if (before === undefined) delete process.env['GIT_CONFIG_GLOBAL']
    else process.env['GIT_CONFIG_GLOBAL'] = before
    for (const [name, value] of names) if (value !== undefined) process.env[name] = value
    expect(run.stderr).toContain('Say who you are: git config user.name NAME')
    expect(experiments()).toBe('')
  })
})

describe('an experiment in repositories of other kinds', () => {
  const git = (directory: string, ...words: string[]) =>
    execFileSync('git', words, { cwd: directory, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })

  it('belongs to all work trees of a clone, and is made of the one it runs in', async () => {
    project.git('worktree', 'add', '--quiet', '../other')
    const other = path.join(project.directory, '../other')
    fs.writeFileSync(path.join(other, 'params.yaml'), 'lr: 7\n')
    expect((await project.run(`--cd ../other exp run -n seven`)).code).toBe(0)
    expect(project.git('show', `${refOf('seven')}:params.yaml`)).toBe('lr: 7')
    expect(project.git('status', '--porcelain')).toBe('')
  })

  it('can be made of a shallow clone, and in a submodule', async () => {
    project.write({ more: 'm\n' })
    project.git('add', 'more')
    project.git('commit', '--quiet', '-m', 'more')
    const parent = path.join(project.directory, '..')
    git(parent, 'clone', '--quiet', '--depth', '1', `file://${project.directory}`, 'shallow')
    git(path.join(parent, 'shallow'), 'config', 'user.name', 'Ada')
    git(path.join(parent, 'shallow'), 'config', 'user.email', 'ada@example.org')
    expect((await project.run('--cd ../shallow exp run -n one')).code).toBe(0)
    git(parent, 'init', '--quiet', 'outer')
    git(
      path.join(parent, 'outer'),
      '-c',
      'protocol.file.allow=always',
      'submodule',
      '--quiet',
      'add',
      project.directory,
      'inner',
    )
    const inner = path.join(parent, 'outer/inner')
    git(inner, 'config', 'user.name', 'Ada')
    git(inner, 'config', 'user.email', 'ada@example.org')
    expect((await project.run('--cd ../outer/inner exp run -n one')).code).toBe(0)
    expect(git(inner, 'for-each-ref', '--format=%(refname)', 'refs/exps')).toMatch(/one\n$/)
  })

  it('leaves files of submodules and behind links to those they belong to', async () => {
    const outside = path.join(project.directory, '../outside')
    fs.mkdirSync(outside)
    fs.writeFileSync(path.join(outside, 'in'), 'i\n')
    fs.symlinkSync(outside, of('link'))
    git(project.directory, 'init', '--quiet', 'nested')
    project.write({
      'nested/in': 'n\n',
      'dvc.yaml': 'stages:\n  s:\n    cmd: echo\n    deps: [link/in, nested/in]\n',
    })
    expect((await project.run('exp run -n one')).code).toBe(0)
    expect(filesOf('one').filter((file) => /^(link|nested)/.test(file))).toEqual([])
  })
})

describe('an experiment that is applied', () => {
  beforeEach(async () => {
    project.write({ 'params.yaml': 'lr: 2\n' })
    await project.run('exp run -n two')
    project.git('checkout', '--quiet', '.')
    project.git('clean', '-dfq')
  })

  it('comes without HEAD, the index or other files being touched, and what was there can be had back', async () => {
    project.write({ notes: 'staged\n', loose: 'l\n', 'metrics.yaml': 'mine\n' })
    project.git('add', 'notes')
    project.write({ notes: 'changed\n' })
    const before = [project.git('diff', '--cached'), project.git('reflog')]
    const run = await project.run('exp apply two')
    expect(run.shown).toBe("Changes for experiment 'two' have been applied to your current workspace.")
    expect([project.git('diff', '--cached'), project.git('reflog')]).toEqual(before)
    expect(['params.yaml', 'metrics.yaml', 'model', 'loose', 'notes'].map((file) => project.read(file))).toEqual([
      'lr: 2\n',
      'lr: 2\n',
      'lr: 2\n',
      'l\n',
      'a\n',
    ])
    project.git('reset', '--quiet', '--hard')
    project.git('clean', '-fdq')
    project.git('stash', 'apply', '--quiet', 'refs/exps/apply/stash')
    expect(project.read('notes')).toBe('changed\n')
    expect(project.read('metrics.yaml')).toBe('mine\n')
  })

  it('keeps a file that Git ignores and that is in its way', async () => {
    project.write({ '.git/info/exclude': 'metrics.yaml\n', 'metrics.yaml': 'mine\n' })
    expect((await project.run('exp apply two')).code).toBe(0)
    expect(project.git('show', 'refs/exps/apply/stash^3:metrics.yaml')).toBe('mine')
  })

  it('is refused where a folder of somebody is in its way, and nothing is lost', async () => {
    project.write({ 'metrics.yaml/mine': 'm\n' })
    const run = await project.run('exp apply two')
    expect(run.shown).toMatchInlineSnapshot(`
      "ERROR: 'metrics.yaml' is a file of the experiment, but a folder here.
      Nothing was changed. Move the folder away and run the command again."
    `)
    expect(project.read('metrics.yaml/mine')).toBe('m\n')
    expect(project.read('params.yaml')).toBe('lr: 1\n')
  })

  it('is nothing that can be mistaken for an option or a path', async () => {
    for (const name of ['--help-me', '-x', '../two', 'two..main', '@{-1}', 'two^', ':/'])
      expect((await project.run(`exp apply -- ${name}`)).code, name).not.toBe(0)
    for (const name of ['--x', '-x', 'a..b', '@'])
      expect((await project.run(`exp branch two -- ${name}`)).code, name).not.toBe(0)
    expect((await project.run(`exp push -- --upload-pack=touch two`)).code).not.toBe(0)
    expect((await project.run(`exp pull -- ext::touch%20gone two`)).code).not.toBe(0)
    expect(project.read('gone')).toBeUndefined()
  })
})

describe('experiments that are shared', () => {
  it('go to others by themselves if the settings say so', async () => {
    const parent = path.join(project.directory, '..')
    execFileSync('git', ['init', '--quiet', '--bare', '-b', 'main', 'shared'], { cwd: parent })
    const there = () =>
      execFileSync('git', ['for-each-ref', 'refs/exps'], { cwd: path.join(parent, 'shared'), encoding: 'utf8' })
    await project.run('remote add --local -q -d storage ../storage')
    await project.run('config --local exp.auto_push true')
    expect((await project.run('exp run -n alone')).shown).toMatchInlineSnapshot(`
      "Reproducing experiment 'alone'
      Running stage 'train':
      > cp params.yaml model && cp params.yaml metrics.yaml
      Generating lock file 'dvc.lock'
      Updating lock file 'dvc.lock'
      Pushing experiment to 'origin'. Cancel with CTRL+C.
      WARNING: Something went wrong while auto pushing experiment to the remote 'origin': 'origin' is not a valid Git remote or URL
      To try it again: sterna exp push origin alone

      Ran experiment(s): alone
      Experiment results have been applied to your workspace."
    `)
    project.git('remote', 'add', 'origin', '../shared')
    expect((await project.run('exp save -n saved')).shown).toMatchInlineSnapshot(`
      "WARNING: The following untracked files were present in the workspace before saving but will not be included in the experiment commit:
      	.gitignore, metrics.yaml
      Pushing experiment to 'origin'. Cancel with CTRL+C.
      Experiment has been saved as: saved"
    `)
    expect((await project.run('exp run -q --temp -n beside -S lr=5')).code).toBe(0)
    const here = (name: string) => project.git('rev-parse', refOf(name))
    expect(there()).toContain(`${here('saved')} commit\t${refOf('saved')}`)
    expect(there()).toContain(refOf('beside'))
    expect(fs.readdirSync(path.join(parent, 'storage'))).toEqual(['files', 'runs'])
    const { stdout } = await project.run('exp run -n last -f --json')
    expect(JSON.parse(stdout)).toMatchObject({ name: 'last' })
    expect(there()).toContain(refOf('last'))
    await project.run('exp run --queue -n queued -S lr=6')
    expect((await project.run('exp run --run-all')).code).toBe(0)
    expect(there()).toContain(`${here('queued')} commit\t${refOf('queued')}`)
  })

  it('reach others with their data, each in one request, and are told of', async () => {
    const parent = path.join(project.directory, '..')
    execFileSync('git', ['init', '--quiet', '--bare', '-b', 'main', 'shared'], { cwd: parent })
    project.git('remote', 'add', 'origin', '../shared')
    project.git('push', '--quiet', 'origin', 'main')
    await project.run('remote add --local -d storage ../storage')
    for (const lr of [2, 3, 4]) {
      project.write({ 'params.yaml': `lr: ${lr}\n` })
      await project.run(`exp run -q -n e${lr}`)
    }
    expect((await project.run('exp push origin')).shown).toMatchInlineSnapshot(`
      "Pushed experiment e2, e3 and e4 to Git remote 'origin'.
      3 files uploaded"
    `)
    expect((await project.run('exp push origin e2 e3')).shown).toMatchInlineSnapshot(
      `"Experiment e2 and e3 are up to date on Git remote 'origin'."`,
    )
    execFileSync('git', ['clone', '--quiet', 'shared', 'other'], { cwd: parent, stdio: 'ignore' })
    const there = (line: string) => project.run(`--cd ../other ${line}`)
    await there('remote add --local -d storage ../storage')
    expect((await there('exp pull origin -A')).shown).toMatchInlineSnapshot(
      `"Pulled experiment '['e2', 'e3', 'e4']' from Git remote 'origin'."`,
    )
    expect((await there('exp apply e3')).code).toBe(0)
    expect(fs.readFileSync(path.join(parent, 'other/model'), 'utf8')).toBe('lr: 3\n')
    project.write({ 'params.yaml': 'lr: 9\n' })
    await project.run('exp run -q -n e3 -f')
    await project.run('exp push -q origin e3 -f')
    await there('exp pin e3')
    const refused = await there('exp pull origin e3 -f')
    expect(refused.code).toBe(255)
    expect(refused.shown).toMatchInlineSnapshot(`
      "ERROR: 'e3' is pinned; nothing was changed.
      To let go of it: sterna exp unpin e3"
    `)
    await there('exp unpin e3')
    expect((await there('exp pull origin e3 -f')).code).toBe(0)
    expect((await project.run('exp remove -g origin e2 e4')).shown).toBe("Removed experiments: 'e2' and 'e4'")
    expect((await project.run('exp push nowhere')).shown).toMatchInlineSnapshot(`
      "ERROR: 'nowhere' is not a valid Git remote or URL
      To see your remotes: git remote -v. What Git says: fatal: 'nowhere' does not appear to be a git repository"
    `)
  })
})

describe('an experiment that is applied', () => {
  it('keeps what was there before another one that was broken off, and says where', async () => {
    await project.run('exp run -n two -S lr=2')
    project.write({ 'params.yaml': 'mine: 1\n' })
    await project.run('exp apply two')
    const mine = project.git('rev-parse', 'refs/exps/apply/stash')
    project.git('update-ref', '-d', 'refs/exps/exec/EXEC_APPLY')
    project.write({ 'params.yaml': 'half: 1\n' })
    const again = await project.run('exp apply two')
    expect(again.shown).toContain(
      `The last 'exp apply' was broken off. What was there before it is kept: git reset --hard && git stash apply ${mine}`,
    )
    expect(project.git('show', 'refs/exps/apply/stash@{1}:params.yaml')).toBe('mine: 1')
    expect(project.git('show', 'refs/exps/apply/stash:params.yaml')).toBe('half: 1')
  })

  it('forgets that with the next one that is whole', async () => {
    await project.run('exp run -n two -S lr=2')
    project.write({ 'params.yaml': 'mine: 1\n' })
    await project.run('exp apply two')
    project.write({ 'params.yaml': 'mine: 2\n' })
    expect((await project.run('exp apply two')).shown).not.toContain('broken off')
    expect(project.git('reflog', 'refs/exps/apply/stash').split('\n')).toHaveLength(1)
  })
})
