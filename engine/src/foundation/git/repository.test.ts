import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { absolutePath, type RepoPath } from '../base/index.ts'
import { readEnvironment, realFileSystem, realProcesses } from '../system/index.ts'
import { openGit } from './repository.ts'

const root = absolutePath(fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'git-'))))
const machine = {
  files: realFileSystem,
  processes: realProcesses,
  environment: { ...readEnvironment(), homeDirectory: absolutePath(root, 'no-home'), variables: {} },
}
const git = (...words: string[]) =>
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...words], {
    cwd: root,
    encoding: 'utf8',
  }).trim()

git('init', '--quiet', '-b', 'main')
fs.mkdirSync(path.join(root, 'sub dir'))
fs.writeFileSync(path.join(root, 'a'), 'one\n')
fs.writeFileSync(path.join(root, 'sub dir/ü'), 'two\n')
git('add', '-A')
git('commit', '--quiet', '-m', 'first')
const commit = git('rev-parse', 'HEAD')
const repository = openGit(machine, absolutePath(root, 'sub dir'))!
afterAll(() => {
  repository.close()
  fs.rmSync(root, { recursive: true })
})

describe('a Git repository', () => {
  it('is found from a folder inside it', () => {
    expect(repository.root).toBe(root)
    expect(openGit(machine, absolutePath('/'))).toBeUndefined()
  })

  it('tells the branch and the commit that are checked out, also when refs are packed', () => {
    expect(repository.head()).toEqual({ branch: 'main', commit })
    git('pack-refs', '--all')
    expect(repository.head()).toEqual({ branch: 'main', commit })
  })

  it.each([['HEAD'], ['main'], ['HEAD~0'], ['main^{commit}']])('resolves %s', (revision) => {
    expect(repository.resolve(revision)).toBe(commit)
  })

  it('resolves nothing to nothing, even if it looks like an option', () => {
    expect(repository.resolve('nope')).toBeUndefined()
    expect(repository.resolve('--all')).toBeUndefined()
  })

  it('reads files of a commit', async () => {
    expect((await repository.readFile(commit, 'sub dir/ü'))?.toString()).toBe('two\n')
    expect(await repository.readFile(commit, 'nope')).toBeUndefined()
    expect(await repository.readFile(commit, 'sub dir')).toBeUndefined()
  })

  it('lists the files of a commit', () => {
    expect(repository.listFiles(commit)).toEqual(['a', 'sub dir/ü'])
    expect(repository.listFiles(commit, 'sub dir')).toEqual(['sub dir/ü'])
  })

  it('reads directories of a commit', async () => {
    const [file, directory] = (await repository.readTree(`${commit}:`))!
    expect(file).toMatchObject({ name: 'a', kind: 'file', isExecutable: false })
    expect(directory).toMatchObject({ name: 'sub dir', kind: 'directory' })
    const [inner] = (await repository.readTree(directory!.id))!
    expect((await repository.readBlob(inner!.id))?.toString()).toBe('two\n')
    expect(await repository.readTree(`${commit}:a`)).toBeUndefined()
  })

  it('lists the commits of branches and tags, and all', () => {
    git('tag', '-a', 'v1', '-m', 'one')
    git('tag', 'light')
    expect(repository.commits({})).toEqual(new Map())
    expect(repository.commits({ allBranches: true })).toEqual(new Map([[commit, ['main']]]))
    expect(repository.commits({ allTags: true })).toEqual(new Map([[commit, ['light', 'v1']]]))
    expect(repository.commits({ allCommits: true })).toEqual(new Map([[commit, [commit]]]))
  })

  it('lists refs with the commits they lead to', () => {
    git('tag', 'blob', git('rev-parse', 'HEAD:a'))
    expect(repository.refs('refs/tags')).toEqual([
      { name: 'refs/tags/light', commit },
      { name: 'refs/tags/v1', commit },
    ])
    expect(repository.refs('refs/heads')).toEqual([{ name: 'refs/heads/main', commit }])
    expect(repository.describe([commit])).toEqual(['tags/light'])
  })

  it('lists all commits, also those only other refs know', () => {
    const side = git('commit-tree', 'HEAD^{tree}', '-p', 'HEAD', '-m', 'side')
    git('update-ref', 'refs/exps/ab/cd/side', side)
    expect(repository.history().map((one) => one.commit)).toEqual([commit])
    const all = repository.history(['refs/exps'])
    expect(all.map((one) => one.commit).sort()).toEqual([commit, side].sort())
    expect(all[0]!.seconds).toBeGreaterThan(1_700_000_000)
  })

  it('knows the parents of a commit', async () => {
    expect(await repository.parents('refs/exps/ab/cd/side')).toEqual([commit])
    expect(await repository.parents(commit)).toEqual([])
  })

  it('knows what Git tracks, of files and of folders', () => {
    const paths = ['a', 'sub dir', 'nope'].map((name) => absolutePath(root, name))
    expect([...repository.tracked(paths)]).toEqual(paths.slice(0, 2))
  })

  it('stages changes and removals', () => {
    fs.writeFileSync(path.join(root, 'new [1]'), 'x')
    repository.stage([absolutePath(root, 'new [1]')])
    expect(git('status', '--porcelain')).toBe('A  "new [1]"')
    expect(repository.isClean()).toBe(false)
  })

  it('knows what is ignored, anew after it was told to forget', () => {
    expect(repository.ignore.isIgnored('x.tmp' as RepoPath, false)).toBe(false)
    fs.writeFileSync(path.join(root, '.gitignore'), '*.tmp\n')
    repository.forgetIgnoreRules()
    expect(repository.ignore.isIgnored('x.tmp' as RepoPath, false)).toBe(true)
  })
})
