import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RemoteFiles } from '../engine/src/storage/remotes/remote-files.ts'
import { openAt, s3Options } from './open-at.ts'
import { type S3Server, startMoto } from './s3-server.ts'

let server: S3Server
let project: TestProject
let files: RemoteFiles
let places = 0
beforeAll(async () => void (server = await startMoto()))
afterAll(() => server.stop())
afterEach(() => {
  files.close()
  project.remove()
})

beforeEach(async () => {
  const url = `s3://plain/commands-${places++}`
  files = openAt(url, s3Options(server))
  project = await makeProject({ 'd/1': 'one\n', 'd/2': 'two\n' })
  await project.run(`remote add -d far ${url}`)
  for (const [name, value] of Object.entries(s3Options(server)))
    await project.run(`remote modify --local far ${name} ${value}`)
  await project.run('add d')
})

const one = 'files/md5/5b/bf5a52328e7439ae6e719dfe712200'

async function keys(): Promise<string[]> {
  const found: string[] = []
  for await (const page of files.list!('')) found.push(...page.map(({ key }) => key))
  return found
}

/** Takes away what this machine has of the data. */
function forget(...names: readonly string[]): void {
  for (const name of ['.dvc/cache', ...names]) fs.rmSync(path.join(project.directory, name), { recursive: true })
}

describe('a person whose remote is on S3', () => {
  it('pushes, sees that all is there, and gets it back', async () => {
    expect((await project.run('status -c')).shown).toMatchInlineSnapshot(`
      "	new:                d
      	new:                d/1
      	new:                d/2"
    `)
    expect((await project.run('push')).shown).toMatchInlineSnapshot(`"3 files pushed"`)
    expect((await project.run('push')).shown).toMatchInlineSnapshot(`"Everything is up to date."`)
    expect((await project.run('status -c')).shown).toMatchInlineSnapshot(`"Cache and remote 'far' are in sync."`)
    expect(await keys()).toMatchInlineSnapshot(`
      [
        "files/md5/3a/df480a403a85eb5c4141a46361e5b0.dir",
        "files/md5/5b/bf5a52328e7439ae6e719dfe712200",
        "files/md5/c1/93497a1a06b2c72230e6146ff47080",
      ]
    `)
    forget('d')
    expect((await project.run('pull')).shown).toMatchInlineSnapshot(`
      "A       d/
      3 files fetched and 2 files added"
    `)
    expect(project.read('d/1')).toBe('one\n')
  })

  it('has the remote read and mended', async () => {
    await project.run('push')
    expect((await project.run('verify --remote')).shown).toMatchInlineSnapshot(
      `"3 objects, 130 B, in s3://plain/commands-1: all intact."`,
    )
    await files.write(one, Buffer.from('flipped'))
    await files.remove(['files/md5/c1/93497a1a06b2c72230e6146ff47080'])
    expect((await project.run('verify --remote --dry')).shown).toMatchInlineSnapshot(`
      "corrupt  d/1  not mended
      missing  d/2  not mended
      2 objects, 129 B, in s3://plain/commands-1: 0 mended, 2 broken."
    `)
    expect((await project.run('verify --remote')).shown).toMatchInlineSnapshot(`
      "corrupt  d/1  mended from the cache
      missing  d/2  mended from the cache
      2 objects, 129 B, in s3://plain/commands-1: 2 mended, 0 broken."
    `)
    expect((await project.run('verify --remote')).code).toBe(0)
    await files.write(one, Buffer.from('flipped'))
    forget('d')
    expect((await project.run('pull')).shown).toMatchInlineSnapshot(`
      "WARNING: failed to transfer '5bbf5a52328e7439ae6e719dfe712200' - The bytes of "5bbf5a52328e7439ae6e719dfe712200" in "s3://plain/commands-1" are not what its name says.
      WARNING: failed to transfer '3adf480a403a85eb5c4141a46361e5b0.dir' - some of its files could not be transferred
      ERROR: failed to pull data from the cloud - 2 files failed to download
      To have it looked for and set right: sterna verify --remote
      What was moved is kept; run the command again for the rest."
    `)
    expect((await project.run('verify --remote')).shown).toMatchInlineSnapshot(`
      "corrupt  d/1  not mended
      3 objects, 133 B, in s3://plain/commands-1: 0 mended, 1 broken."
    `)
  })

  it('takes away what nothing uses any more', async () => {
    await project.run('push')
    project.write({ 'd/2': 'three\n' })
    await project.run('add d')
    await project.run('push')
    expect((await project.run('gc -w -c --dry')).shown).toMatchInlineSnapshot(`
      "WARNING: This will remove all cache except items used in the workspace of the current repo.
      WARNING: To be freed: 4 objects, 126 B
        of no commit  4 objects, 126 B
      Removing <temp>/project/.dvc/cache/files/md5/3a/df480a403a85eb5c4141a46361e5b0.dir
      Removing <temp>/project/.dvc/cache/files/md5/c1/93497a1a06b2c72230e6146ff47080
      Removed 2 objects from repo cache.
      No unused 'legacy' cache to remove.
      Removing s3://plain/commands-2/files/md5/3a/df480a403a85eb5c4141a46361e5b0.dir
      Removing s3://plain/commands-2/files/md5/c1/93497a1a06b2c72230e6146ff47080
      Removed 2 objects from remote.
      No unused cache to remove from remote."
    `)
    expect((await project.run('gc -w -c -f')).shown).toMatchInlineSnapshot(`
      "WARNING: This will remove all cache except items used in the workspace of the current repo.
      WARNING: To be freed: 4 objects, 126 B
        of no commit  4 objects, 126 B
      WARNING: Set aside for a week, not yet deleted: 2 objects, 126 B.
      To put it back: sterna gc --restore. To delete it now: the same command with --no-trash.
      WARNING: Deleted for good from s3://plain/commands-2, which has no trash: 2.
      Removed 2 objects from repo cache.
      No unused 'legacy' cache to remove.
      Removed 2 objects from remote.
      No unused cache to remove from remote."
    `)
    expect(await keys()).toHaveLength(3)
  })

  it('shares remembered runs', async () => {
    project.write({ 'dvc.yaml': 'stages:\n  copy:\n    cmd: cp d/1 out\n    deps: [d/1]\n    outs: [out]\n' })
    await project.run('repro')
    expect((await project.run('push --run-cache')).shown).toMatchInlineSnapshot(`"4 files pushed"`)
    expect((await project.run('push --run-cache')).shown).toMatchInlineSnapshot(`"Everything is up to date."`)
    forget('dvc.lock', 'out')
    expect((await project.run('pull --run-cache d')).shown).toMatchInlineSnapshot(`"3 files fetched"`)
    expect((await project.run('repro')).shown).toMatchInlineSnapshot(`
      "'d.dvc' didn't change, skipping
      Stage 'copy' is cached - skipping run, checking out outputs
      Generating lock file 'dvc.lock'
      Updating lock file 'dvc.lock'

      To track the changes with git, run:

      	git add dvc.lock

      To enable auto staging, run:

      	sterna config core.autostage true
      Use \`sterna push\` to send your updates to remote storage."
    `)
  })

  it('has data of DVC before 3.0 where that has it', async () => {
    project.write({
      'old.txt.dvc': 'outs:\n- md5: dd8c6a395b5dd36c56d23275028f526c\n  size: 6\n  path: old.txt\n',
      '.dvc/cache/dd/8c6a395b5dd36c56d23275028f526c': 'a\r\nb\r\n',
    })
    expect((await project.run('push')).shown).toMatchInlineSnapshot(`"4 files pushed"`)
    expect(await keys()).toMatchInlineSnapshot(`
      [
        "dd/8c6a395b5dd36c56d23275028f526c",
        "files/md5/3a/df480a403a85eb5c4141a46361e5b0.dir",
        "files/md5/5b/bf5a52328e7439ae6e719dfe712200",
        "files/md5/c1/93497a1a06b2c72230e6146ff47080",
      ]
    `)
    forget()
    expect((await project.run('pull')).shown).toMatchInlineSnapshot(`
      "A       old.txt
      4 files fetched and 1 file added"
    `)
    expect(project.read('old.txt')).toBe('a\r\nb\r\n')
    expect((await project.run('gc -w -c -f')).shown).toMatchInlineSnapshot(`
      "WARNING: This will remove all cache except items used in the workspace of the current repo.
      No unused 'repo' cache to remove.
      No unused 'legacy' cache to remove.
      No unused cache to remove from remote.
      No unused cache to remove from remote."
    `)
    await project.run('remove old.txt.dvc')
    expect((await project.run('gc -w -c -f')).shown).toMatchInlineSnapshot(`
      "WARNING: This will remove all cache except items used in the workspace of the current repo.
      WARNING: To be freed: 2 objects, 6 B
        of no commit  2 objects, 6 B
      WARNING: Set aside for a week, not yet deleted: 1 object, 6 B.
      To put it back: sterna gc --restore. To delete it now: the same command with --no-trash.
      WARNING: Deleted for good from s3://plain/commands-4, which has no trash: 1.
      No unused 'repo' cache to remove.
      Removed 1 objects from legacy cache.
      No unused cache to remove from remote.
      Removed 1 objects from remote."
    `)
    expect(await keys()).toHaveLength(3)
  })

  it('imports a version of a file, and gets that one again after it was replaced', async () => {
    const url = `s3://versioned/source-${places++}`
    const source = openAt(url, s3Options(server))
    await source.write('x', Buffer.from('first\n'))
    await project.run(`remote add source ${url}`)
    for (const [name, value] of Object.entries(s3Options(server)))
      await project.run(`remote modify --local source ${name} ${value}`)
    expect((await project.run('import-url remote://source/x')).code).toBe(0)
    expect(project.read('x.dvc')).toMatch(/version_id: \S+/)
    await source.write('x', Buffer.from('second\n'))
    source.close()
    forget('x', 'd')
    expect((await project.run('pull x.dvc')).code).toBe(0)
    expect(project.read('x')).toBe('first\n')
    expect((await project.run('update x.dvc')).shown).toBe("Importing 'remote://source/x' -> 'x'")
    expect(project.read('x')).toBe('second\n')
  })

  it('tries out what the remote can be used for, and hears what would help', async () => {
    const shown = async (line: string) => {
      const { shown: text, code } = await project.run(line)
      return `${text.replaceAll(/commands-\d+/g, 'commands')} [${code}]`
    }
    expect(await shown('remote check')).toMatchInlineSnapshot(`
      "Remote 'far' at s3://plain/commands
      credentials  the options of the remote
      list         works
      write        works
      read         works
      delete       works [0]"
    `)
    expect(await keys()).toEqual([])
    await project.run('remote modify far url s3://nowhere/x')
    expect(await shown('remote check far')).toMatchInlineSnapshot(`
      "Remote 'far' at s3://nowhere/x
      credentials  the options of the remote
      list         failed: s3://nowhere/x: there is no such bucket.
                   Look at its name in the URL, or make it first.
      write        failed: s3://nowhere/x: there is no such bucket.
                   Look at its name in the URL, or make it first.
      read         failed: s3://nowhere/x: there is no such bucket.
                   Look at its name in the URL, or make it first.
      delete       left out: nothing was written [1]"
    `)
    await project.run('remote add folder ../store')
    expect(await shown('remote check folder --json')).toMatchInlineSnapshot(
      `"{"name": "folder", "url": "<temp>/store", "steps": [{"step": "list", "state": "works"}, {"step": "write", "state": "works"}, {"step": "read", "state": "works"}, {"step": "delete", "state": "works"}]} [0]"`,
    )
    expect(await shown('remote check nope')).toMatchInlineSnapshot(`
      "ERROR: config file error: remote 'nope' doesn't exist
      To see the remotes there are: sterna remote list [1]"
    `)
  })
})
