import * as fs from 'node:fs'
import * as path from 'node:path'
import { ada, makeProject, pathWithSterna, type TestProject } from '@sterna/testkit'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

let project: TestProject
beforeEach(() => {
  for (const [name, value] of Object.entries(ada)) vi.stubEnv(name, value)
})
afterEach(() => {
  vi.unstubAllEnvs()
  project.remove()
})

function commit(message: string): void {
  project.git('add', '--all')
  project.git('commit', '--quiet', '--message', message)
}

/** On a branch `theirs` and on `main` the files are tracked with these contents. */
async function diverge(ours: Readonly<Record<string, string>>, theirs: Readonly<Record<string, string>>) {
  await project.run('add data')
  commit('base')
  project.git('checkout', '--quiet', '-b', 'theirs')
  for (const [branch, files] of [
    ['theirs', theirs],
    ['main', ours],
  ] as const) {
    project.git('checkout', '--quiet', branch)
    await project.run('checkout')
    project.write(files)
    await project.run('add data')
    commit(branch)
  }
}

function tryGit(...words: string[]): boolean {
  try {
    project.git(...words)
    return true
  } catch {
    return false
  }
}

describe('two people who change one directory', () => {
  it('merge it file by file with git merge alone', async () => {
    project = await makeProject({ 'data/a': '1', 'data/b c': '1' })
    vi.stubEnv('PATH', pathWithSterna(project))
    await diverge({ 'data/a': 'ours', 'data/ünï': 'new' }, { 'data/b c': 'theirs', 'data/sub/d': 'new' })
    project.git('merge', '--quiet', 'theirs')
    expect((await project.run('checkout')).shown).toBe('M       data/')
    expect(['a', 'b c', 'ünï', 'sub/d'].map((name) => project.read(`data/${name}`))).toEqual([
      'ours',
      'theirs',
      'new',
      'new',
    ])
    expect((await project.run('status')).shown).toBe('Data and pipelines are up to date.')
  })

  it('are told which files both have changed, and take one side', async () => {
    project = await makeProject({ 'data/a': '1', 'data/b': '1', 'data/c': '1' })
    vi.stubEnv('PATH', pathWithSterna(project))
    await diverge({ 'data/a': 'ours', 'data/c': 'ours' }, { 'data/a': 'theirs', 'data/b': 'theirs' })
    expect(tryGit('merge', '--quiet', 'theirs')).toBe(false)
    expect(project.git('status', '--short', '--untracked-files=no')).toBe('UU data.dvc')
    for (const [stage, name] of ['base', 'ours', 'theirs'].entries())
      project.write({ [`.git/${name}`]: project.git('show', `:${stage + 1}:data.dvc`) })
    const words = '--ancestor .git/base --our .git/ours --their .git/theirs --path data.dvc'
    expect(await project.run(`git-hook merge-driver ${words}`)).toMatchObject({ code: 1 })
    expect((await project.run(`merge-driver ${words}`)).shown).toMatchInlineSnapshot(`
      "ERROR: unable to auto-merge the following paths:
          data/a  ours: abdc793c700a0f9110566c092398985f  theirs: ce97a90ef59e9c768263754682f68bd6
      data.dvc now has our versions of them, and everything else merged.
      To keep ours: sterna merge-driver --take ours data.dvc
      To take theirs: sterna merge-driver --take theirs data.dvc"
    `)
    expect((await project.run('merge-driver --take theirs data.dvc')).shown).toMatchInlineSnapshot(
      `"data/a: ce97a90ef59e9c768263754682f68bd6 (theirs)"`,
    )
    await project.run('checkout')
    expect(['a', 'b', 'c'].map((name) => project.read(`data/${name}`))).toEqual(['theirs', 'theirs', 'ours'])
    expect(project.git('status', '--short', '--untracked-files=no')).toBe('M  data.dvc')
  })

  it('are told that nothing is unmerged', async () => {
    project = await makeProject({ a: '1' })
    await project.run('add a')
    expect((await project.run('merge-driver --take ours a.dvc')).shown).toMatchInlineSnapshot(`
      "ERROR: Git has no unmerged versions of 'a.dvc' from both sides.
      To see what is unmerged: git status"
    `)
  })
})

describe('hooks', () => {
  it('are installed once, and recognised', async () => {
    project = await makeProject()
    expect((await project.run('install')).shown).toBe('')
    expect(project.read('.git/hooks/pre-push')).toMatch(/^#!\/.*sh\nexec sterna git-hook pre-push \$@\n$/)
    expect((await project.run('install')).shown).toMatchInlineSnapshot(`
      "ERROR: failed to install DVC Git hooks - Hook 'post-checkout' already exists. Please refer to <https://man.dvc.org/install> for more info.
      It is the one that sterna has installed. To write all of them anew: sterna install --force"
    `)
    project.write({ '.git/hooks/pre-commit': '#!/bin/sh\nexec dvc git-hook pre-commit $@\n' })
    fs.rmSync(path.join(project.directory, '.git/hooks/post-checkout'))
    expect((await project.run('install')).shown).toMatchInlineSnapshot(`
      "ERROR: failed to install DVC Git hooks - Hook 'pre-commit' already exists. Please refer to <https://man.dvc.org/install> for more info.
      It is DVC's. To have sterna called in its place: sterna install --force"
    `)
    expect((await project.run('install --force')).code).toBe(0)
    expect(project.read('.git/hooks/pre-commit')).toContain('exec sterna')
    project.write({ '.git/hooks/pre-commit': '#!/bin/sh\nnpm test\n' })
    expect((await project.run('install --force')).shown).toMatchInlineSnapshot(`
      "ERROR: failed to install DVC Git hooks - Hook 'pre-commit' already exists. Please refer to <https://man.dvc.org/install> for more info.
      It is somebody else's. To have sterna called too, add this to it: sterna git-hook pre-commit "$@""
    `)
    expect(project.read('.git/hooks/pre-commit')).toContain('npm test')
  })

  it('can be left to the pre-commit tool', async () => {
    project = await makeProject({
      '.pre-commit-config.yaml': '# ours\nrepos:\n- repo: meta\n  hooks:\n  - id: identity\n',
    })
    await project.run('install --use-pre-commit-tool')
    expect((await project.run('install --use-pre-commit-tool')).code).toBe(0)
    expect(project.read('.pre-commit-config.yaml')).toMatchInlineSnapshot(`
      "# ours
      repos:
      - repo: meta
        hooks:
        - id: identity
      - repo: local
        hooks:
        - id: sterna-post-checkout
          name: sterna post-checkout
          entry: sterna git-hook post-checkout
          language: system
          stages:
          - post-checkout
          always_run: true
          pass_filenames: false
          verbose: true
        - id: sterna-pre-commit
          name: sterna pre-commit
          entry: sterna git-hook pre-commit
          language: system
          stages:
          - pre-commit
          always_run: true
          pass_filenames: false
          verbose: true
        - id: sterna-pre-push
          name: sterna pre-push
          entry: sterna git-hook pre-push
          language: system
          stages:
          - pre-push
          always_run: true
          pass_filenames: false
          verbose: true
      "
    `)
  })

  it('keep what Git has been told about merges', async () => {
    project = await makeProject({}, { withoutInit: true })
    project.git('config', 'merge.dvc.driver', 'dvc git-hook merge-driver')
    project.write({ '.gitattributes': 'dvc.lock merge=union\n' })
    await project.run('init')
    expect(project.git('config', 'merge.dvc.driver')).toBe('dvc git-hook merge-driver')
    expect(project.read('.git/info/attributes')).toBe('*.dvc merge=dvc\n')
    await project.run('install')
    expect(project.git('config', 'merge.dvc.driver')).toBe(
      'sterna git-hook merge-driver --ancestor %O --our %A --their %B --path %P',
    )
  })

  it('bring the data to what Git checks out', async () => {
    project = await makeProject({ a: '1' })
    await project.run('add a')
    commit('one')
    project.write({ a: '2' })
    await project.run('add a')
    commit('two')
    vi.stubEnv('PATH', pathWithSterna(project))
    await project.run('install')
    project.git('checkout', '--quiet', 'HEAD~1')
    expect(project.read('a')).toBe('1')
    project.git('checkout', '--quiet', 'main', '--', 'a.dvc')
    expect(project.read('a')).toBe('1')
  })

  it('are silent outside of a project', async () => {
    project = await makeProject({}, { withoutInit: true })
    for (const hook of ['pre-commit', 'post-checkout 0 0 1', 'pre-push'])
      expect(await project.run(`git-hook ${hook}`)).toMatchObject({ code: 0, shown: '' })
  })
})

describe('a push of commits', () => {
  async function withRemotes(): Promise<void> {
    project = await makeProject({ 'data/a': '1', 'data/b': '2' })
    project.git('init', '--quiet', '--bare', '../upstream.git')
    project.git('remote', 'add', 'origin', '../upstream.git')
    await project.run('remote add -d store ../store')
    await project.run('add data')
    commit('one')
    vi.stubEnv('PATH', pathWithSterna(project))
  }
  const pushed = () => tryGit('rev-parse', '--verify', '--quiet', 'refs/remotes/origin/main')

  it('sends the data of every new commit first', async () => {
    await withRemotes()
    project.write({ 'data/a': 'later' })
    await project.run('add data')
    commit('two')
    project.write({ 'data/a': 'not committed' })
    await project.run('add data')
    expect((await project.run('push --git --quiet -u origin main')).shown).toBe('5 files pushed')
    expect(pushed()).toBe(true)
    expect((await project.run('push --git --quiet')).code).toBe(0)
  })

  it('is refused while the remote does not have the data', async () => {
    await withRemotes()
    const hash = 'c4ca4238a0b923820dcc509a6f75849b'
    fs.rmSync(path.join(project.directory, '.dvc/cache/files/md5', hash.slice(0, 2), hash.slice(2)))
    const { code, shown } = await project.run('push --git origin main')
    expect(code).toBe(1)
    expect(shown.replace(/in [0-9a-f]{9}/, 'in <commit>')).toMatchInlineSnapshot(`
      "1 file pushed
      ERROR: failed to push data to the cloud - what Git would push has data that the remote does not have:
          data in <commit>
      Get it from where it is and push again, or push the commits without it: git push --no-verify"
    `)
    expect(pushed()).toBe(false)
  })

  it('is warned of by the hook, or refused if Git is told so', async () => {
    await withRemotes()
    await project.run('install')
    const hash = 'c4ca4238a0b923820dcc509a6f75849b'
    fs.rmSync(path.join(project.directory, '.dvc/cache/files/md5', hash.slice(0, 2), hash.slice(2)))
    project.git('config', 'sterna.prePush', 'strict')
    expect(tryGit('push', '--quiet', 'origin', 'main')).toBe(false)
    project.git('config', 'sterna.prePush', 'warn')
    expect(tryGit('push', '--quiet', 'origin', 'main')).toBe(true)
  })

  it('sends the data with git push alone where the hook is installed', async () => {
    await withRemotes()
    await project.run('install')
    expect(tryGit('push', '--quiet', 'origin', 'main')).toBe(true)
    expect(fs.readdirSync(path.join(project.directory, '../store/files/md5'))).toHaveLength(3)
  })

  it('is no push of data where Git would refuse it', async () => {
    await withRemotes()
    expect((await project.run('push --git nowhere main')).shown.split('\n')[0]).toMatchInlineSnapshot(
      `"ERROR: failed to push data to the cloud - git push would fail: fatal: 'nowhere' does not appear to be a git repository"`,
    )
    expect((await project.run('push data --git origin main')).shown).toMatchInlineSnapshot(
      `"ERROR: failed to push data to the cloud - targets cannot be chosen together with --git: the commits tell what is sent."`,
    )
  })
})
