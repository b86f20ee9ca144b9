import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

let project: TestProject
beforeEach(() => {
  for (const name of ['GIT_AUTHOR_NAME', 'GIT_COMMITTER_NAME']) vi.stubEnv(name, 'Ada')
  for (const name of ['GIT_AUTHOR_EMAIL', 'GIT_COMMITTER_EMAIL']) vi.stubEnv(name, 'ada@example.org')
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
    project.write({ 'images/ü/new.png': 'new', 'table.csv': 'x,y\n1,3\n' })
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
        (use "dvc commit <file>..." to track changes)
        (use "dvc checkout <file>..." to discard changes)
              modified: images/
              modified: table.csv
              added: images/ü/new.png"
    `)
    expect((await project.run('diff nope')).shown).toMatchInlineSnapshot(
      `"ERROR: failed to get diff - unknown Git revision 'nope'"`,
    )
    expect((await project.run('diff --targets nope')).shown).toMatchInlineSnapshot(`
      "ERROR: failed to get diff - [Errno 2] No such file or directory: 'nope'
      Name a tracked file or directory, or something inside one."
    `)
  })
})
