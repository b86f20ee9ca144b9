import { ada, makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

let project: TestProject
beforeEach(() => {
  for (const [name, value] of Object.entries(ada)) vi.stubEnv(name, value)
})
afterEach(() => {
  vi.unstubAllEnvs()
  project.remove()
})

async function trackedProject(): Promise<void> {
  project = await makeProject({ 'images/a b.png': 'a', 'images/ü/c.png': 'c', 'table.csv': 'x,y\n1,2\n' })
  await project.run('add images table.csv')
  project.git('add', '--all')
  project.git('commit', '--quiet', '--message', 'data')
}

describe('a person who looks what changed', () => {
  it('compares the workspace with the last commit', async () => {
    await trackedProject()
    expect((await project.run('diff')).shown).toBe('')
    project.write({ 'images/ü/new.png': 'new', 'table.csv': 'x,y\n1,3\n5,6\n' })
    expect((await project.run('diff')).shown).toMatchInlineSnapshot(`
      "Added:
          images/ü/new.png

      Modified:
          images/
          table.csv

      files summary: 1 added, 1 modified"
    `)
    expect((await project.run('diff --json --targets images')).shown).toMatchInlineSnapshot(
      `"{"added": [{"path": "images/\\u00fc/new.png"}], "deleted": [], "modified": [{"path": "images/"}], "renamed": [], "not in cache": []}"`,
    )
    expect((await project.run('data status --granular')).shown).toMatchInlineSnapshot(`
      "DVC uncommitted changes:
        (use "sterna commit <file>..." to track changes)
        (use "sterna checkout <file>..." to discard changes)
              modified: images/
              modified: table.csv
              added: images/ü/new.png"
    `)
    expect((await project.run('diff --content')).shown).toMatchInlineSnapshot(`
      "Added:
          images/ü/new.png  (3B, 1 line)

      Modified:
          images/
          table.csv  (8B -> 12B, 1 -> 2 rows, 2 columns)

      files summary: 1 added, 1 modified"
    `)
    expect((await project.run('diff --content --md')).shown).toMatchInlineSnapshot(`
      "| Status   | Path             | Content                           |
      |----------|------------------|-----------------------------------|
      | added    | images/ü/new.png | 3B, 1 line                        |
      | modified | images/          |                                   |
      | modified | table.csv        | 8B -> 12B, 1 -> 2 rows, 2 columns |"
    `)
    expect((await project.run('diff --content --json --targets table.csv')).shown).toMatchInlineSnapshot(
      `"{"added": [], "deleted": [], "modified": [{"path": "table.csv", "files": {"old": {"size": 8, "content": {"kind": "csv", "rows": 1, "columns": 2}}, "new": {"size": 12, "content": {"kind": "csv", "rows": 2, "columns": 2}}}}], "renamed": [], "not in cache": []}"`,
    )
    expect((await project.run('diff nope')).shown).toMatchInlineSnapshot(
      `"ERROR: failed to get diff - unknown Git revision 'nope'"`,
    )
    expect((await project.run('diff --targets nope')).shown).toMatchInlineSnapshot(`
      "ERROR: failed to get diff - [Errno 2] No such file or directory: 'nope'
      Name a tracked file or directory, or something inside one."
    `)
  })
})

describe('a person who looks around', () => {
  it('sees what a repository holds, here and in the remote', async () => {
    await trackedProject()
    expect((await project.run('list . -T --size --rev HEAD')).shown).toMatchInlineSnapshot(`
      "186  .
      139  ├── .dvcignore
       19  ├── .gitignore
        2  ├── images
           │   ├── a b.png
           │   └── ü
           │       └── c.png
       99  ├── images.dvc
        8  ├── table.csv
       86  └── table.csv.dvc"
    `)
    expect((await project.run('list . images -R --rev HEAD --show-hash')).shown).toMatchInlineSnapshot(`
      "0cc175b9c0f1b6a831c399e269772661  a b.png
      4a8a08f09d37b73795649038408b5f33  ü/c.png"
    `)
    expect((await project.run('du . images')).shown).toMatchInlineSnapshot(`
      "1  images/a b.png
      1  images/ü
      2  images"
    `)
    await project.run('remote add -d store ../store')
    await project.run('push table.csv')
    expect((await project.run('status --cloud')).shown).toMatchInlineSnapshot(`
      "	new:                images
      	new:                images/a b.png
      	new:                images/ü/c.png"
    `)
    expect((await project.run('status --all-tags')).shown).toMatchInlineSnapshot(`
      "ERROR: The following options are meaningless for local status: --all-tags
      To compare the cache with a remote, add --cloud."
    `)
  })

  it('takes a file out of it', async () => {
    await trackedProject()
    expect((await project.run('get . images/ü/c.png -o copy.png')).shown).toBe('')
    expect(project.read('copy.png')).toBe('c')
    expect((await project.run('get . table.csv')).shown).toMatchInlineSnapshot(`
      "ERROR: failed to get 'table.csv' from '.' - The file 'table.csv' already exists locally. 
      To override it, re-run with '--force'."
    `)
    expect((await project.run('get . nope')).shown).toMatchInlineSnapshot(`
      "ERROR: [Errno 2] No such file or directory: '<temp>/project/nope'
      Neither Git nor the data of the repository has "nope" in this state."
    `)
    expect((await project.run('get-url images here')).shown).toBe('')
    expect((await project.run('list-url here -R')).shown).toMatchInlineSnapshot(`
      "a b.png
      ü/c.png"
    `)
    expect((await project.run('get-url s3://bucket/x')).shown).toMatchInlineSnapshot(`
      "ERROR: failed to get 's3://bucket/x' - s3://bucket/x: no credentials for it are anywhere.
      To give them to this machine only: sterna remote modify --local NAME access_key_id ID, and the same for secret_access_key."
    `)
  })

  it('learns why a path is left out', async () => {
    await trackedProject()
    project.write({ '.dvcignore': '# scratch\n*.tmp\n!keep.tmp\n' })
    expect((await project.run('check-ignore -d -n a.tmp keep.tmp b')).shown).toMatchInlineSnapshot(`
      ".dvcignore:2:*.tmp	a.tmp
      .dvcignore:3:!keep.tmp	keep.tmp
      ::	b"
    `)
  })

  it('learns what machine and project offer', async () => {
    await trackedProject()
    const { shown } = await project.run('version')
    const withoutMachine = shown.replace(/^(sterna version|Platform|Cache types): .*$/gm, '$1: …').replace(/^-+$/m, '-')
    expect(withoutMachine).toMatchInlineSnapshot(`
      "sterna version: …
      -
      Platform: …
      Compatible with: files and commands of DVC 3.67.1
      Supports: local
      Cache types: …
      Cache directory: <temp>/project/.dvc/cache
      Remotes: None
      Workspace directory: <temp>/project
      Repo: dvc, git"
    `)
    expect(shown).toMatch(/^Cache types: .*hardlink, symlink$/m)
    expect((await project.run('--cd / doctor')).shown).toContain('Compatible with: files and commands of DVC 3.67')
  })
})
